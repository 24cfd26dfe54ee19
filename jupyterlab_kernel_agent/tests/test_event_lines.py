"""Whole lines pass at once, torn ones wait."""

from __future__ import annotations

import pytest

from jupyterlab_kernel_agent.relay import event_lines
from jupyterlab_kernel_agent.relay.event_lines import EventLines


@pytest.mark.parametrize(
    "stream", [b"data: 1\n\ndata: 2\n\n", b"data: 1\r\n\r\n: c\r\n", b"data: 1\r\rdata: 2\r\r"]
)
def test_nothing_is_lost_or_reordered_however_it_is_cut(stream: bytes) -> None:
    for size in range(1, len(stream) + 1):
        lines = EventLines()
        pieces = [lines.feed(stream[start : start + size]) for start in range(0, len(stream), size)]
        assert all(not piece or piece[-1:] in (b"\n", b"\r") for piece in pieces)
        assert b"".join(pieces) + lines.close() == stream


def test_whole_lines_pass_at_once_and_the_torn_one_waits() -> None:
    lines = EventLines()
    assert lines.feed(b"data: 1\n\ndata: {") == b"data: 1\n\n"
    assert lines.feed(b'"a"') == b""
    assert lines.feed(b"}\n") == b'data: {"a"}\n'
    assert lines.close() == b""


def test_an_endless_line_is_not_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_lines, "MAX_HELD_BYTES", 10)
    lines = EventLines()
    assert lines.feed(b"a" * 8) == b""
    assert lines.feed(b"b" * 8) == b"a" * 8 + b"b" * 8
    assert lines.feed(b"c") == b""
    assert lines.close() == b"c"
