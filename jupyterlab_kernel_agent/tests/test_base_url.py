"""What people paste into a base URL."""

from __future__ import annotations

import pytest

from jupyterlab_kernel_agent.relay.base_url import normalise_base_url

OPENAI = "https://api.openai.com/v1"
AZURE = "https://x.openai.azure.com/openai/v1"


@pytest.mark.parametrize(
    ("pasted", "url"),
    [
        ("https://api.openai.com", OPENAI),
        ("https://api.openai.com/", OPENAI),
        ("https://api.openai.com/v1", OPENAI),
        ("https://api.openai.com/v1/", OPENAI),
        ("  https://api.openai.com/v1/  \n", OPENAI),
        ('"https://api.openai.com/v1"', OPENAI),
        ("HTTPS://API.OpenAI.com/v1", OPENAI),
        ("api.openai.com", OPENAI),
        ("https://api.openai.com/v1/v1", OPENAI),
        ("https://api.openai.com/v1/v1/chat/completions", OPENAI),
        ("https://api.openai.com//v1//", OPENAI),
        ("https://api.openai.com/v1/chat/completions", OPENAI),
        ("https://api.openai.com/v1/chat/completions/", OPENAI),
        ("https://api.openai.com/v1/models", OPENAI),
        ("https://api.openai.com/v1#top", OPENAI),
        ("https://x.openai.azure.com", AZURE),
        ("https://x.openai.azure.com/openai", AZURE),
        ("https://x.openai.azure.com/openai/v1/", AZURE),
        (
            "https://x.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21",
            "https://x.openai.azure.com/openai/deployments/gpt",
        ),
        ("localhost:11434", "http://localhost:11434/v1"),
        ("127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1"),
        ("ollama:11434", "http://ollama:11434/v1"),
        ("http://[::1]:8000", "http://[::1]:8000/v1"),
        ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1"),
        ("https://host.example/v1beta/openai/", "https://host.example/v1beta/openai"),
        ("https://api.perplexity.ai/chat/completions", "https://api.perplexity.ai"),
        ("https://user:password@host.example:8443/v1", "https://host.example:8443/v1"),
    ],
)
def test_it_is_read_as_it_was_meant(pasted: str, url: str) -> None:
    assert normalise_base_url(pasted).url == url
    assert normalise_base_url(url).url == (url if "perplexity" not in url else f"{url}/v1")


def test_query_and_credentials_are_kept_apart() -> None:
    base = normalise_base_url("https://me:s%40cret@host.example/v1?api-version=2024-10-21&a=b%20c")
    assert base.url == "https://host.example/v1"
    assert base.query == (("api-version", "2024-10-21"), ("a", "b c"))
    assert (base.username, base.password) == ("me", "s@cret")


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "https://",
        "ftp://host.example",
        "file:///etc/passwd",
        "https://host:99999999",
        "https://[::1",
        "two words",
    ],
)
def test_what_is_no_address_is_refused_without_being_quoted(pasted: str) -> None:
    with pytest.raises(ValueError, match="base URL") as caught:
        normalise_base_url(pasted)
    assert not pasted or pasted not in str(caught.value)
