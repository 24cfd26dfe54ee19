"""What libraries say, as a part of a sentence."""

from __future__ import annotations

import zipfile

import pytest
from kernel_agent_helper.files.plain_reason import plain_reason


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (OSError(22, "Invalid argument"), "Invalid argument"),
        (OSError("Not a gzipped file (b'\\x1f')"), "Not a gzipped file ('\\x1f')"),
        (
            zipfile.BadZipFile("File name in directory 'a' and header b\"a'b\" differ."),
            "File name in directory 'a' and header 'a'b' differ",
        ),
        (ValueError("keys 'a', 'b' differ"), "keys 'a', 'b' differ"),
        (ValueError("two\nlines.\n"), "two lines"),
        (OSError("could not be read: TProtocolException: Invalid data"), "could not be read: Invalid data"),
        (EOFError(), "its content makes no sense"),
        (ValueError("x" * 500), "x" * 199 + "…"),
    ],
)
def test_what_is_wrong_is_said_plainly(error: Exception, text: str) -> None:
    assert plain_reason(error) == text
