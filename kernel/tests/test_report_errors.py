"""What cannot be built is said in one sentence with a fix; nothing on the disk changes then."""

from __future__ import annotations

import errno
import importlib.util
import io
import os
import zipfile
from typing import Any

import numpy as np
import pandas as pd
import pytest
from kernel_agent_helper.report import deck_file, limits
from report_trial import ReportTrial, bullets, chart, table

GOOD = bullets("A point")


@pytest.fixture
def filled(trial: ReportTrial) -> ReportTrial:
    """With a deck that must outlive every refusal."""
    trial.variables.update(
        empty=pd.DataFrame({"a": pd.Series(dtype=float)}),
        nulls=pd.DataFrame({"k": ["x", "y"], "a": [None, np.nan]}),
        words=pd.DataFrame({"k": ["x", "y"], "a": ["one", "two"]}),
        negative=pd.Series([1.0, -2.0], index=["x", "y"]),
        zeros=pd.Series([0, 0], index=["x", "y"]),
        frame=pd.DataFrame({"region": ["N", "S"], "revenue": [1.0, 2.0]}),
        infinite=pd.Series([np.inf, -np.inf]),
        number=5,
        scope="text",
        group=pd.DataFrame({"a": [1]}).groupby("a"),
        cube=np.zeros((2, 2, 2)),
    )
    trial.build(GOOD)
    return trial


@pytest.mark.parametrize(
    ("slide", "words"),
    [
        (chart("bar", "missing"), ["`missing`", "NameError", "make the variable first"]),
        (chart("bar", "1 +"), ["SyntaxError"]),
        (chart("bar", " "), ["no expression"]),
        (chart("bar", "1 / 0"), ["ZeroDivisionError: division by zero"]),
        (chart("bar", "exit(3)"), ["SystemExit"]),
        (chart("bar", "empty"), ["has no rows"]),
        (chart("bar", "empty[[]]"), ["has no rows"]),
        (chart("line", "nulls"), ["all values are missing"]),
        (chart("pie", "nulls", y="a"), ["all values are missing"]),
        (chart("line", "infinite"), ["all values are missing"]),
        (chart("bar", "words"), ["no numeric column", "a (text)"]),
        (chart("bar", "words", y="a"), ["no numbers in 'a'", "'one'"]),
        (chart("bar", "frame", y="revenu"), ["no column 'revenu'", "did you mean 'revenue'"]),
        (chart("bar", "frame", x="zzz"), ["no column 'zzz'"]),
        (chart("pie", "negative"), ["negative value (y: -2.0)", "use a bar chart"]),
        (chart("pie", "zeros"), ["adds up to zero"]),
        (chart("scatter", "frame", x="region", y="revenue"), ["x values that are no numbers", "'N'"]),
        (chart("bar", "frame", format="nonsense"), ["no number format"]),
        (chart("bar", "number"), ["is no table (int)"]),
        (chart("bar", "scope"), ["is no table (str)"]),
        (chart("bar", "group"), ["is no table"]),
        (chart("bar", "cube"), ["3 dimensions"]),
        (table("missing"), ["`missing`", "NameError"]),
        (table("number"), ["is no table"]),
        (table("frame", columns=["regoin"]), ["did you mean 'region'"]),
        (table("frame", formats={"region": ",.2f", "nope": "d"}), ["no column 'nope'"]),
        (table("frame", formats={"revenue": "zz"}), ["'revenue'", "'zz'", "write a Python format"]),
        (bullets("{missing}"), ["bullet 1", "missing"]),
        (bullets("{"), ["bullet 1"]),
        (bullets("ok", title="{1/0}"), ["title", "division by zero"]),
        ({"kind": "metrics", "title": "M", "metrics": [{"label": "L", "value": "{x.y}"}]}, ["metric L"]),
        ({"kind": "chart", "title": "T"}, ["needs `chart`"]),
        ({"kind": "bullets", "title": "T"}, ["needs `bullets`"]),
        ({"kind": "video", "title": "T"}, ["no kind 'video'"]),
        ({"kind": "title", "title": "T", "bullets": ["x"]}, ["slide of its own"]),
        ({**chart("bar", "frame"), "table": {"data": "frame"}}, ["a table and a chart"]),
        ({"kind": "chart", "title": "T", "chart": {"type": "radar", "data": "x"}}, ["chart type 'radar'"]),
        ({"kind": "figure", "title": "T", "figure": {}}, ["either `path` or `figure`"]),
        ({"kind": "figure", "title": "T", "figure": {"path": "no.png"}}, ["there is no picture no.png"]),
        ({"kind": "figure", "title": "T", "figure": {"path": "../x.png"}}, ["outside the notebook's folder"]),
        ({"kind": "figure", "title": "T", "figure": {"figure": "number"}}, ["is no figure (int)"]),
        ({"kind": "figure", "title": "T", "figure": {"path": "deck.pptx"}}, ["no picture that can be read"]),
    ],
)  # fmt: skip
def test_R36_a_slide_that_cannot_be_drawn(
    filled: ReportTrial, slide: dict[str, Any], words: list[str]
) -> None:
    sentence = filled.refusal(GOOD, slide)
    assert sentence.startswith("Slide 2: ")
    for word in words:
        assert word in sentence


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("deck.ppt", "does not end in .pptx"),
        ("../deck.pptx", "outside the notebook's folder"),
        ("/tmp/deck.pptx", "outside the notebook's folder"),
        ("a/../../deck.pptx", "outside the notebook's folder"),
        ("none/deck.pptx", "There is no folder for none/deck.pptx: make none first"),
        ("folder.pptx", "is a folder"),
        ("", "has no path"),
        ("x" * 300 + ".pptx", "too long"),
        ("nul\0.pptx", "has no path"),
        (".pptx", "names no file"),
        ("two\nlines.pptx", "names no file"),
    ],
)
def test_R36_a_place_where_no_deck_can_be(filled: ReportTrial, path: str, words: str) -> None:
    (filled.folder / "folder.pptx").mkdir()
    assert words in filled.refusal(GOOD, path=path)


def test_R36_a_link_out_of_the_folder_is_not_followed(filled: ReportTrial, tmp_path_factory: Any) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (filled.folder / "away").symlink_to(outside)
    assert "outside the notebook's folder" in filled.refusal(GOOD, path="away/deck.pptx")
    assert not list(outside.iterdir())


def test_R36_an_outline_that_is_none(filled: ReportTrial) -> None:
    assert "no slides" in filled.refusal()
    assert "no aspect" in filled.refusal(GOOD, aspect="1:1")
    assert "at most" in filled.refusal(*[GOOD] * (limits.MAX_OUTLINE_SLIDES + 1))


def zipped(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no deck at all", "is no PowerPoint file"),
        (zipped("a.txt", b"x"), "is a zip archive, but no PowerPoint file"),
        (zipped("[Content_Types].xml", b"<Types/>"), "is no PowerPoint presentation"),
        (OLE, "old format (.ppt)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        (b"PK\x03\x04" + bytes(100), "is no PowerPoint file"),
        (b"", "is no PowerPoint file"),
    ],
)
def test_R36_a_template_that_is_none(filled: ReportTrial, content: bytes, words: str) -> None:
    (filled.folder / "t.pptx").write_bytes(content)
    assert words in filled.refusal(GOOD, template="t.pptx")


def test_R36_a_template_that_is_not_there_or_damaged(filled: ReportTrial) -> None:
    assert "There is no template no.pptx" in filled.refusal(GOOD, template="no.pptx")
    assert "outside" in filled.refusal(GOOD, template="../t.pptx")
    whole = (filled.folder / "deck.pptx").read_bytes()
    (filled.folder / "cut.pptx").write_bytes(whole[: len(whole) // 2])
    assert "no PowerPoint file" in filled.refusal(GOOD, template="cut.pptx")
    (filled.folder / "spoiled.pptx").write_bytes(whole[:3000] + bytes(500) + whole[3500:])
    filled.refusal(GOOD, template="spoiled.pptx")


def test_R36_no_room_on_the_disk(filled: ReportTrial, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(deck_file.os, "fsync", full)
    assert "no room left on the disk" in filled.refusal(bullets("another"))


def test_R36_a_file_that_is_locked(filled: ReportTrial, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(deck_file.os, "replace", locked)
    sentence = filled.refusal(bullets("another"), overwrite=True)
    assert "open elsewhere or protected" in sentence


def test_R36_a_lock_found_after_the_old_deck_was_kept_loses_nothing(
    filled: ReportTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (filled.folder / "deck.pptx").read_bytes()

    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(deck_file.os, "replace", locked)
    filled.refusal(bullets("another"))
    assert (filled.folder / "deck.pptx").read_bytes() == before
    assert [each.name for each in filled.folder.iterdir()] == ["deck.pptx"]


def test_R36_where_there_are_no_hard_links_the_old_deck_is_copied(
    filled: ReportTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (filled.folder / "deck.pptx").read_bytes()

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(deck_file.os, "link", no_links)
    filled.build(bullets("another"))
    assert (filled.folder / "deck.v1.pptx").read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_R36_a_folder_that_is_read_only(filled: ReportTrial) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    os.chmod(filled.folder, 0o500)
    try:
        assert "cannot be written" in filled.refusal(bullets("another"))
    finally:
        os.chmod(filled.folder, 0o700)


def test_R36_without_python_pptx_it_is_said_how_to_get_it(
    filled: ReportTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "pptx" else found(name, *a)
    )
    assert "run `%pip install python-pptx` first" in filled.refusal(GOOD)


def test_R36_plotly_without_kaleido_is_said(filled: ReportTrial) -> None:
    class Figure:
        def to_image(self, **_: Any) -> bytes:
            raise ValueError("\nImage export using the kaleido engine requires the kaleido package")

    Figure.__module__ = "plotly.graph_objs._figure"
    filled.variables["figure"] = Figure()
    slide = {"kind": "figure", "title": "T", "figure": {"figure": "figure"}}
    assert "%pip install kaleido" in filled.refusal(slide)


def test_R36_an_interrupt_leaves_nothing_behind(filled: ReportTrial, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(deck_file.os, "replace", interrupted)
    before = filled.listing()
    with pytest.raises(KeyboardInterrupt):
        filled.build(bullets("another"), overwrite=True)
    assert filled.listing() == before
