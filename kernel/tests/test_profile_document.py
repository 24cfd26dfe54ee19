"""Profiles of documents, text and markup."""

from __future__ import annotations

import gzip
import time
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files import packed_text
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError
from test_profile_text import profile, write

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(path: Path, body: str, styles: str = "", prolog: str = "") -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'{prolog}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
        if styles:
            archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>')
    return path.name


def paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_R9_a_word_document_has_paragraphs_tables_and_headings(folder: Path) -> None:
    styles = '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    body = (
        paragraph("Jahresbericht", "berschrift1")
        + paragraph("Sales grew a lot.")
        + paragraph("")
        + paragraph("Outlook", "Heading2")
        + table([["Region", "Sales"], ["North", "10"], ["South", table([["inner"]])]])
        + "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )
    found = profile(word(folder / "r.docx", body, styles), preview_rows=2)
    assert found["type"] == "docx"
    assert found["details"] == {
        "paragraphs": 3,
        "words": 12,
        "headings": ["Jahresbericht", "Outlook"],
        "tables": 2,
        "images": 0,
    }
    assert found["structure"] == ["# Jahresbericht", "## Outlook"]
    assert found["preview"] == [["Jahresbericht"], ["Sales grew a lot."]]
    assert (found["tables"][0]["name"], found["tables"][0]["columns"]) == ("Table 1", ["Region", "Sales"])
    assert found["tables"][0]["rows"] == 2
    texts = eval(found["load_line"])
    assert texts[:2] == ["Jahresbericht", "Sales grew a lot."]


def test_R9_presentations_have_slides(folder: Path) -> None:
    with zipfile.ZipFile("s.pptx", "w") as archive:
        for number in (1, 2, 10):
            archive.writestr(f"ppt/slides/slide{number}.xml", f"<p><a:t xmlns:a='a'>Slide {number}</a:t></p>")
    found = profile("s.pptx", preview_rows=3)
    assert (found["details"], found["preview"]) == ({"slides": 3}, [["Slide 1"], ["Slide 2"], ["Slide 10"]])


def test_R11_documents_that_are_none_are_refused(folder: Path) -> None:
    with pytest.raises(HelperError, match=r"t\.docx is not a Word document: it is plain text"):
        profile_file(write(folder / "t.docx", "hello"))
    with pytest.raises(HelperError, match=r"o\.docx is protected by a password, or in an old format"):
        profile_file(write(folder / "o.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))
    whole = (folder / word(folder / "w.docx", paragraph("x"))).read_bytes()
    with pytest.raises(HelperError, match=r"c\.docx is not a readable Word document"):
        profile_file(write(folder / "c.docx", whole[:100]))
    with pytest.raises(HelperError, match=r"e\.docx is not read: its XML declares a document type"):
        profile_file(
            word(folder / "e.docx", "&x;", prolog='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
        )
    with pytest.raises(HelperError, match=r"x\.docx is damaged"):
        profile_file(word(folder / "x.docx", "<w:p>"))
    with pytest.raises(HelperError, match=r"b\.docx is not opened: it would unpack"):
        profile_file(word(folder / "b.docx", " " * 60_000_000))


def pdf(parts: list[bytes], trailer: bytes = b"/Root 1 0 R", version: bytes = b"1.4") -> bytes:
    """A PDF of these objects, numbered from 1; readers that need no table of places can read it."""
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-" + version + b"\n" + objects + b"trailer\n<< " + trailer + b" >>\nstartxref\n0\n%%EOF\n"


def packed(content: bytes, more: bytes = b"") -> bytes:
    data = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(data), more, data)


PAGE = b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>"
TEXT = b"BT (Hello \\(world\\)) Tj [(from) -250 (page)] TJ ET"


def test_R9_a_pdf_has_pages_title_and_text(folder: Path) -> None:
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        PAGE % 5,
        PAGE % 5,
        packed(TEXT),
        b"<< /Title (Annual \\(2024\\) report) >>",
    ]
    found = profile(write(folder / "p.pdf", pdf(parts, b"/Root 1 0 R /Info 6 0 R")))
    assert found["details"] == {
        "pages": 2,
        "title": "Annual (2024) report",
        "encrypted": False,
        "version": "1.4",
    }
    assert found["preview"] == [["Hello (world) frompage"]] * 2
    assert "pypdf" in found["load_line"]
    title = "Übersicht".encode("utf-16-be").hex().encode()
    parts[5] = b"<< /Title <FEFF" + title + b"> >>"
    assert (
        profile(write(folder / "u.pdf", pdf(parts, b"/Root 1 0 R /Info 6 0 R")))["details"]["title"]
        == "Übersicht"
    )


def test_R9_pages_within_packed_objects_are_counted(folder: Path) -> None:
    inner = [b"<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>"] + [
        b"<< /Type /Page /Parent 2 0 R >>"
    ] * 3
    places, content = [], b""
    for number, part in enumerate(inner, 2):
        places.append(b"%d %d" % (number, len(content)))
        content += part + b" "
    head = b" ".join(places) + b" "
    holder = packed(head + content, b"/Type /ObjStm /N 4 /First %d" % len(head))
    table = packed(b"", b"/Type /XRef /Root 1 0 R")
    data = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    data += b"9 0 obj\n%s\nendobj\n10 0 obj\n%s\nendobj\nstartxref\n0\n%%%%EOF" % (holder, table)
    assert profile(write(folder / "o.pdf", data))["details"]["pages"] == 3


def test_pdfs_that_are_odd_end_all_the_same(folder: Path) -> None:
    loop = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 3 0 R 3 0 R] /Count 99999 >>",
        b"<< /Type /Pages /Kids [2 0 R 4 0 R] >>",
        b"<< /Type /Page >>",
    ]
    found = profile(write(folder / "l.pdf", pdf(loop)))
    assert found["details"]["pages"] == 1
    locked = profile(write(folder / "k.pdf", pdf(loop, b"/Root 1 0 R /Encrypt 9 0 R")))
    assert (locked["details"]["encrypted"], locked["preview"]) == (True, [])
    assert "It is encrypted" in locked["notes"][0]
    cut = profile(write(folder / "c.pdf", pdf(loop)[:-60]))
    assert "Its end is missing, as when a file was cut off." in cut["notes"]
    empty = profile(write(folder / "n.pdf", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF"))
    assert empty["details"]["pages"] is None
    assert "The number of its pages could not be told." in empty["notes"]
    bomb = [packed(b"1 0 " + b" " * 50_000_000, b"/Type /ObjStm /N 1 /First 4") for _ in range(20)]
    began = time.monotonic()
    profile(write(folder / "b.pdf", pdf(bomb)))
    assert time.monotonic() - began < 5


def test_R11_what_is_no_pdf_is_refused(folder: Path) -> None:
    with pytest.raises(HelperError, match=r"h\.pdf is not a PDF document: it is HTML"):
        profile_file(write(folder / "h.pdf", "<!DOCTYPE html><html></html>"))
    with pytest.raises(HelperError, match=r"e\.pdf is a damaged PDF document"):
        profile_file(write(folder / "e.pdf", "%PDF-1.4\n"))


def test_R9_markdown_has_headings_and_lines(folder: Path) -> None:
    text = "# Title\n\nSome wörds here.\n\n```\n# no heading\n```\n## Part two ##\n- a"
    found = profile(write(folder / "r.md", text), preview_rows=3)
    assert (found["type"], found["rows"]) == ("text", 9)
    assert found["structure"] == ["# Title", "## Part two"]
    assert found["details"] == {
        "lines": 9,
        "words": 16,
        "encoding": "utf-8",
        "headings": ["Title", "Part two"],
    }
    assert found["preview"] == [["# Title"], [""], ["Some wörds here."]]
    assert eval(found["load_line"]) == text
    assert profile(write(folder / "w.md", "# a\r\nb\r\n".encode("utf-16")))["details"]["lines"] == 2


def test_text_is_bounded_by_lines_and_characters(folder: Path) -> None:
    began = time.monotonic()
    found = profile(write(folder / "l.md", "# " + " " * 5_000_000 + "x\n" + "y" * 5_000_000))
    assert time.monotonic() - began < 5
    assert all(len(line) <= 200 for row in found["preview"] for line in row)
    assert found["details"]["lines"] == 2
    with pytest.raises(HelperError, match=r"b\.md holds nothing but blanks"):
        profile_file(write(folder / "b.md", "\n \t\n"))
    with pytest.raises(HelperError, match=r"i\.md is not text"):
        profile_file(write(folder / "i.md", b"\x89PNG\r\n\x1a\n\0\0\0"))


def test_R9_markup_and_settings_are_told_by_their_outline(folder: Path) -> None:
    yaml = profile(write(folder / "c.yaml", "name: x\nlist:\n  - a: 1\n'quoted key': 2\n"))
    assert (yaml["type"], yaml["structure"]) == (
        "yaml",
        ["data['name']", "data['list']", "data['quoted key']"],
    )
    xml = profile(write(folder / "d.xml", "<a><b/><b><c/></b></a>"))
    assert (xml["type"], xml["structure"]) == ("xml", ["a: 1", "a/b: 2", "a/b/c: 1"])
    html = profile(write(folder / "p.html", "<html><title>T</title><table></table></html>"))
    assert (html["details"]["title"], html["details"]["tables"]) == ("T", 1)
    code = profile(write(folder / "c.py", "import os\n"))
    assert (code["type"], code["rows"]) == ("py", 1)


def test_xml_with_entities_is_shown_and_not_followed(folder: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>'
    found: dict[str, Any] = profile(write(folder / "b.xml", bomb))
    assert (found["details"]["root"], found["preview"]) == (None, [[bomb]])
    assert "It declares entities; its elements were not read." in found["notes"]
    assert any("not well-formed" in note for note in profile(write(folder / "x.xml", "<a><b></a>"))["notes"])


def test_compressed_text_is_bounded_and_torn_text_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed_text, "BOMB_BYTES", 1_000_000)
    bomb = gzip.compress(b"# title\n" + b"\n" * 20_000_000)
    for name in ("b.md.gz", "b.jsonl.gz", "b.txt.gz"):
        with pytest.raises(HelperError, match=rf"{name} is not read to its end"):
            profile_file(write(folder / name, bomb))
    whole = gzip.compress(b"".join(b"line %d\n" % number for number in range(1_000_000)))
    with pytest.raises(HelperError, match=r"t\.md\.gz could not be read"):
        profile_file(write(folder / "t.md.gz", whole[: len(whole) - 100]))
    notes = profile(write(folder / "n.txt", "First line of notes.\nSecond, with more.\n\nThird.\n"))
    assert notes["details"] == {"lines": 4, "words": 8, "encoding": "utf-8"}
