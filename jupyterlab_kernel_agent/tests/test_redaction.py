"""Secrets are taken out, wherever they are cut; placeholders are left alone."""

from __future__ import annotations

import json
import logging

import pytest

from jupyterlab_kernel_agent.relay.redaction import REPLACEMENT, RedactingLogFilter, Redactor, StreamRedactor

SECRET = 'sk-4f9a/1c"7e2b8d60'


def test_every_spelling_is_replaced() -> None:
    redactor = Redactor([SECRET])
    text = f"plain {SECRET} json {json.dumps(SECRET)} url sk-4f9a%2F1c%227e2b8d60."
    assert redactor.text(text) == f'plain {REPLACEMENT} json "{REPLACEMENT}" url {REPLACEMENT}.'
    assert redactor.data(text.encode()).decode() == redactor.text(text)


def test_a_secret_within_a_longer_one_leaves_nothing_behind() -> None:
    redactor = Redactor(["abcd1234", "abcd1234efgh5678"])
    assert redactor.text("abcd1234efgh5678 abcd1234") == f"{REPLACEMENT} {REPLACEMENT}"


@pytest.mark.parametrize(
    "placeholder", ["", "x", "ollama", "EMPTY", "lm-studio", "not-needed", "placeholder"]
)
def test_placeholders_are_no_secrets(placeholder: str) -> None:
    text = f"an {placeholder} is an {placeholder}"
    assert Redactor([placeholder]).text(text) == text


def test_a_secret_is_found_however_the_stream_is_cut() -> None:
    secret = "sk-4f9a1c7e2b8d60"
    stream = f"data: {secret}\n\ndata: sk-4f9a1c-and-no-more\n\ndata: {secret}{secret} sk-4f9".encode()
    expected = Redactor([secret]).data(stream)
    for size in range(1, len(stream) + 1):
        redactor = StreamRedactor(Redactor([secret]))
        pieces = [redactor.feed(stream[start : start + size]) for start in range(0, len(stream), size)]
        assert b"".join(pieces) + redactor.close() == expected


def test_whole_events_are_never_held_back() -> None:
    redactor = StreamRedactor(Redactor([SECRET]))
    assert redactor.feed(b"data: sk\n\n") == b"data: sk\n\n"
    assert redactor.close() == b""


def test_log_lines_are_cleaned_also_in_their_arguments(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("httpx")
    log_filter = RedactingLogFilter()
    log_filter.install(Redactor([SECRET]))
    log_filter.install(Redactor([SECRET]))
    try:
        with caplog.at_level(logging.DEBUG, "httpx"):
            logger.info("GET %s %d", f"https://host?key={SECRET}", 200)
            logger.info("harmless %d", 1)
        assert caplog.messages == [f"GET https://host?key={REPLACEMENT} 200", "harmless 1"]
        assert SECRET not in str([record.__dict__ for record in caplog.records])
    finally:
        log_filter.remove()
    assert log_filter not in logger.filters
