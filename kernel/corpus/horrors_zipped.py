"""Workbooks, Word documents and archives made to do harm."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from .documents import WORD, document_xml, npy, word, zipped
from .horror import SECRET_NAME, Horror, horror
from .workbook_xml import HEAD, OFFICE, SHEET, book_xml, links_xml, sheet_xml, text_cell, workbook

BOMB_BYTES = 256 * 1024**2
LAUGHS = (
    HEAD
    + "<!DOCTYPE x ["
    + '<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
OUTSIDE = f'{HEAD}<!DOCTYPE x [<!ENTITY out SYSTEM "{SECRET_NAME}"><!ENTITY full SYSTEM "file://@FOLDER@/{SECRET_NAME}">]>'
PARAMETERS = f'{HEAD}<!DOCTYPE x [<!ENTITY % out SYSTEM "file://@FOLDER@/{SECRET_NAME}"> %out;]>'


def horrors() -> list[Horror]:
    return [*_entities(), *_sheets(), *_broken(), *_bombs(), *_archives()]


SHARED_ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>0</v></c></row>'


def _placed(name: str, parts: dict[str, str]) -> Horror:
    """XML that names the folder it lies in."""

    def make(folder: Path) -> None:
        filled = {part: text.replace("@FOLDER@", str(folder)) for part, text in parts.items()}
        if name.endswith(".docx"):
            data = word(filled["document"])
        elif name.endswith(".xlsx"):
            data = workbook(filled["sheet"], filled["shared"])
        else:
            data = filled["text"].encode()
        (folder / name).write_bytes(data)

    return Horror(name, make)


def _entities() -> list[Horror]:
    found = []
    for kind, declared, entity in (
        ("laughs", LAUGHS, "&l9;"),
        ("outside", OUTSIDE, "&out;&full;"),
        ("parameters", PARAMETERS, "x"),
    ):
        paragraph = f"<w:body><w:p><w:r><w:t>{entity}</w:t></w:r></w:p></w:body>"
        document = f'{declared}<w:document xmlns:w="{WORD}">{paragraph}</w:document>'
        shared = f'{declared}<sst xmlns="{SHEET}"><si><t>{entity}</t></si></sst>'
        drawn = f'width="4" height="3"><text>{entity}</text>'
        svg = f'{declared}<svg xmlns="http://www.w3.org/2000/svg" {drawn}</svg>'
        inline = declared + sheet_xml(f'<row r="1">{text_cell("A1", entity)}</row>')
        found += [
            _placed(f"{kind}.docx", {"document": document}),
            _placed(f"{kind}-shared.xlsx", {"sheet": sheet_xml(SHARED_ROWS), "shared": shared}),
            _placed(f"{kind}-inline.xlsx", {"sheet": inline, "shared": ""}),
            _placed(f"{kind}.svg", {"text": svg}),
            _placed(f"{kind}.xml", {"text": f"{declared}<x>{entity}</x>"}),
        ]
    return found


def _sheets() -> list[Horror]:
    row = f'<row r="1">{text_cell("A1", "name")}</row><row r="2">{text_cell("A2", "x")}</row>'
    wide = "".join(
        f'<row r="{r}">' + "".join(f"<c><v>{c}</v></c>" for c in range(600)) + "</row>" for r in (1, 2, 3)
    )
    far = f'<row r="1">{text_cell("A1", "a")}</row><row r="1048576">{text_cell("XFD1048576", "z")}</row>'
    beyond = f'<row r="99999999999">{text_cell("ZZZZZZZ99999999999", "z")}</row>'
    merges = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    titles = "".join(text_cell("", "t" * 3000 + str(c)) for c in range(300))
    book = {
        "claimed-size.xlsx": workbook(sheet_xml(row, before='<dimension ref="A1:XFD1048576"/>')),
        "far-cell.xlsx": workbook(sheet_xml(far)),
        "beyond-cell.xlsx": workbook(sheet_xml(beyond)),
        "backward-rows.xlsx": workbook(
            sheet_xml('<row r="5"><c r="B5"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>')
        ),
        "bad-references.xlsx": workbook(
            sheet_xml('<row r="x"><c r="$$"><v>1</v></c><c r="-1"><v>2</v></c></row>')
        ),
        "bad-strings.xlsx": workbook(
            sheet_xml(
                '<row r="1"><c t="s"><v>999999</v></c><c t="s"><v>-1</v></c><c t="s"><v>x</v></c></row>'
            )
        ),
        "bad-numbers.xlsx": workbook(
            sheet_xml(
                '<row r="1"><c><v>1e999</v></c><c><v>nan</v></c><c t="b"><v>7</v></c>'
                '<c t="d"><v>never</v></c><c t="q"><v>1</v></c></row>'
            )
        ),
        "bad-styles.xlsx": workbook(
            sheet_xml('<row r="1"><c s="99999"><v>1</v></c><c s="x"><v>1</v></c></row>')
        ),
        "merged-all.xlsx": workbook(sheet_xml(row, after=merges)),
        "wide-sheets.xlsx": workbook(sheet_xml(wide), sheets=[f"S{n}" for n in range(40)]),
        "thousands-of-sheets.xlsx": workbook(sheet_xml(""), sheets=[f"S{n}" for n in range(3000)]),
        "long-titles.xlsx": workbook(
            sheet_xml(f"<row>{titles}</row><row><c><v>1</v></c></row>"), sheets=[f"S{n}" for n in range(30)]
        ),
        "odd-sheet-names.xlsx": workbook(
            sheet_xml(row), sheets=["a&apos;b", "&quot;);import os", "../up", "&#10;"]
        ),
        "no-cells.xlsx": workbook(sheet_xml("")),
        "deep.xlsx": workbook("<a>" * 100_000 + "</a>" * 100_000),
        "many-rows.xlsx": workbook(sheet_xml("<row/>" * 500_000)),
        "formula-calls.xlsx": workbook(
            sheet_xml(
                f'<row r="1">{text_cell("A1", "f")}</row><row r="2"><c r="A2"><f>WEBSERVICE("x")</f></c>'
                "</row>"
            )
        ),
    }
    return [horror(name, data) for name, data in book.items()]


def _broken() -> list[Horror]:
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(3000)
    )
    paragraphs = [("Heading1", f"Heading {number} " + "h" * 300) for number in range(5000)]
    document = document_xml(paragraphs, [["c" * 200] * 50] * 200)
    good = workbook(sheet_xml(f'<row r="1">{text_cell("A1", "name")}</row>'))
    flagged = bytearray(good)
    flagged[6] |= 1
    return [
        horror("locked.xlsx", ole, False, "password"),
        horror("locked.docx", ole, False),
        horror("old.xls", ole),
        horror("old.doc", ole),
        horror("old.ppt", ole),
        horror("no-parts.xlsx", zipped({"hello.txt": "hi"}), False),
        horror("no-parts.docx", zipped({"hello.txt": "hi"}), False),
        horror("no-members.xlsx", zipped({}), False),
        horror("empty-parts.xlsx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), False),
        horror("up-and-away.xlsx", workbook(sheet_xml(""), **{"../../etc/evil.xml": "x", "/abs.xml": "y"})),
        horror("encrypted-flag.xlsx", bytes(flagged)),
        horror(
            "loop.xlsx",
            workbook(
                sheet_xml(""),
                **{
                    "xl/_rels/workbook.xml.rels": links_xml(
                        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="../xl/workbook.xml"/>'
                    )
                },
            ),
        ),
        horror("long.docx", word(document), True),
        horror(
            "deep.docx",
            word(f'<w:document xmlns:w="{WORD}">' + "<w:p>" * 50_000 + "</w:p>" * 50_000 + "</w:document>"),
        ),
        horror("not-closed.docx", word(f'<w:document xmlns:w="{WORD}"><w:body>'), False),
    ]


def _bomb(name: str, member: str, others: dict[str, str], start: bytes = b"", line: bytes = b" ") -> Horror:
    def make(folder: Path) -> None:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for other, content in others.items():
                archive.writestr(zipfile.ZipInfo(other), content)
            block = line * (1024**2 // len(line))
            info = zipfile.ZipInfo(member)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as stream:
                stream.write(start)
                for _ in range(BOMB_BYTES // len(block)):
                    stream.write(block)

    return Horror(name, make)


def _bombs() -> list[Horror]:
    cell = b"<row><c><v>1</v></c></row>"
    start = f'<worksheet xmlns="{SHEET}"><sheetData>'.encode()
    body = f'<w:document xmlns:w="{WORD}"><w:body>'.encode()
    with_parts = {
        "xl/workbook.xml": book_xml('<sheet name="S" sheetId="1" r:id="rId1"/>'),
        "xl/_rels/workbook.xml.rels": links_xml(
            f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
        "[Content_Types].xml": "<Types/>",
    }
    return [
        _bomb("bomb-sheet.xlsx", "xl/worksheets/sheet1.xml", with_parts, start, cell),
        _bomb("bomb-strings.xlsx", "xl/sharedStrings.xml", with_parts, b"<sst>", b"<si><t>x</t></si>"),
        _bomb("bomb.docx", "word/document.xml", {}, body, b"<w:p/>"),
        _bomb("bomb.npz", "a.npy", {}, npy("<f8", (32 * 1024**2,), b""), bytes(1024)),
        _bomb("bomb.zip", "zeros", {}, b"", bytes(1024)),
    ]


def _archives() -> list[Horror]:
    inner = zipped({"a.csv": "a,b\n1,2\n"})
    for level in range(20):
        inner = zipped({f"level-{level}.zip": inner})
    many = {f"{number}-{'n' * 200}.csv": "" for number in range(20_000)}
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 65535, 65535, 2**32 - 1, 2**32 - 1, 65535)
    return [
        horror("nested.zip", inner),
        horror("many-members.zip", zipped(many)),
        horror("paths.zip", zipped({"../../up.csv": "a", "/etc/x": "b", "a\\..\\b": "c", "new\nline": "d"})),
        horror("tail-only.zip", tail),
        horror("tail-only.xlsx", tail, False),
        horror("no-members.zip", zipped({})),
    ]
