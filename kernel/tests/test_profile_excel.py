"""Profiles of Excel workbooks, good and bad."""

from __future__ import annotations

import datetime
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError
from test_profile_files import workbook
from test_profile_text import dtypes, load, profile, write

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECONDS = 5.0


def raw_workbook(
    path: Path,
    sheet: str,
    texts: str = "",
    sheets: str = '<sheet name="One" sheetId="1" r:id="rId1"/>',
    prolog: str = "",
) -> str:
    """A workbook written by hand: `sheet` is the XML within the worksheet."""
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{relations}">'
            f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="rId9" Type="{OFFICE}/worksheet" Target="worksheets/gone.xml"/>'
            "</Relationships>",
        )
        archive.writestr("xl/worksheets/sheet1.xml", f'{prolog}<worksheet xmlns="{MAIN}">{sheet}</worksheet>')
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{texts}</sst>')
    return path.name


def cell(reference: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'


def test_R7_every_sheet_is_named_with_its_rows_columns_and_range(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from openpyxl.chart import BarChart

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Übersicht"
    for row in [("Title",), (), ("name", "zip", "n"), ("a", "01234", 1), ("b", "99999", None)]:
        sheet.append(row)
    hidden = book.create_sheet("Codes")
    hidden.append(("k", "v"))
    hidden.append((1, datetime.datetime(2024, 2, 3)))
    hidden.sheet_state = "hidden"
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.save("b.xlsx")
    found = profile("b.xlsx")
    assert found["tables"] == found["sheets"]
    assert [(t["name"], t["rows"], t["columns"], t["range"], t["header_row"]) for t in found["tables"]] == [
        ("Übersicht", 2, ["name", "zip", "n"], "A3:C5", 3),
        ("Codes", 1, ["k", "v"], "A1:B2", 1),
    ]
    assert found["tables"][1]["hidden"] is True
    assert "'Codes' is hidden in the workbook." in found["notes"]
    assert dtypes(found) == {"name": "str", "zip": "str", "n": "float64"}
    frame = load(found)
    assert list(frame["zip"]) == ["01234", "99999"]
    pandas = pytest.importorskip("pandas")
    assert eval(found["tables"][1]["load_line"], {"pd": pandas}).shape == (1, 2)


def test_R7_formulas_and_merged_cells_are_noted(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [("a", "b", "sum"), (1, 2, "=A2+B2"), (3, 4, "=A3+B3")]:
        sheet.append(row)
    sheet.merge_cells("E1:F2")
    book.save("f.xlsx")
    found = profile("f.xlsx")
    assert found["tables"][0]["formulas"] == 2
    assert found["tables"][0]["merged_cells"] == 1
    assert any("2 formulas (such as C2: =A2+B2); no values were saved" in note for note in found["notes"])
    assert any("1 merged range (E1:F2)" in note for note in found["notes"])
    load(found)
    cached = raw_workbook(
        folder / "c.xlsx",
        f"<sheetData><row>{cell('A1', 'x')}</row><row><c r='A2'><f>1+1</f><v>2</v></c></row></sheetData>",
    )
    found = profile(cached)
    assert (found["preview"], dtypes(found)) == ([[2]], {"x": "int64"})
    assert (
        "'One' has 1 formula (such as A2: =1+1); the values that were saved with them are used."
        in found["notes"]
    )


def test_R10_the_load_line_gives_what_is_described(folder: Path) -> None:
    rows = [
        ("a", "a", "text number", "yes", "time", "days", None, "day"),
        *(
            (
                i + 0.0,
                str(i),
                [1, "2", "3"][i],
                [True, False, None][i],
                datetime.time(3, 4, i),
                datetime.timedelta(hours=30 + i),
                None,
                datetime.datetime(2024, 1, i + 1, 6, 30),
            )
            for i in range(3)
        ),
    ]
    found = profile(workbook(folder / "b.xlsx", Sheet=rows))
    assert dtypes(found) == {
        "a": "int64",
        "a.1": "int64",
        "text number": "int64",
        "yes": "float64",
        "time": "object",
        "days": "object",
        "Unnamed: 6": "float64",
        "day": "datetime",
    }
    frame = pytest.importorskip("pandas").read_excel("b.xlsx")
    assert [str(name) for name in frame.columns] == list(dtypes(found))
    assert [row[-1] for row in found["preview"]] == [str(moment) for moment in frame["day"]]
    assert [kind.kind for kind in frame.dtypes] == list("iiifOmfM")
    assert any("columns of the same name ('a')" in note for note in found["notes"])


@pytest.mark.parametrize("system", ["windows", "mac"])
def test_dates_are_those_that_openpyxl_reads(folder: Path, system: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904 if system == "mac" else CALENDAR_WINDOWS_1900
    forms = [
        "yyyy-mm-dd",
        "d/m/yy h:mm",
        '"on" dd.mm.yyyy',
        "[$-409]mmm yyyy",
        "[Red]0.00",
        "0.00",
        "General",
        "mm:ss",
    ]
    book.active.append(("what", *forms))
    for number in (1, 45000, 45000.25, 60.5):
        book.active.append(("x", *[number] * len(forms)))
        for place, form in enumerate(forms, 2):
            book.active.cell(book.active.max_row, place).number_format = form
    book.save("d.xlsx")
    from kernel_agent_helper.files.source_file import SourceFile
    from kernel_agent_helper.files.xlsx_book import read_book
    from kernel_agent_helper.files.xlsx_sheet import read_sheet
    from kernel_agent_helper.files.zip_guard import open_archive, open_member

    source = SourceFile.at("d.xlsx", "d.xlsx")
    with open_archive(source, "an Excel workbook") as archive:
        parts = read_book(archive, source)
        cells = read_sheet(open_member(archive, str(parts.sheets[0].member), source), source, parts)
    read = openpyxl.load_workbook("d.xlsx", data_only=True).active
    expected = [dict(enumerate(row)) for row in read.iter_rows(values_only=True)]
    assert [row for _, row in cells.rows] == expected


def test_R11_a_workbook_with_a_password_says_so(folder: Path) -> None:
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30] = 9
    for name, message in (
        ("EncryptedPackage", "protected by a password"),
        ("Other", "encrypted, or in the old"),
    ):
        write(folder / "p.xlsx", bytes(header) + name.encode("utf-16-le") + b"\0" * 500)
        with pytest.raises(HelperError, match=rf"p\.xlsx is .*{message}"):
            profile_file("p.xlsx")
    old = profile(write(folder / "p.xls", bytes(header) + "Workbook".encode("utf-16-le") + b"\0" * 500))
    assert old["load_line"] == "pd.read_excel('p.xls', sheet_name=None)"
    assert "old Excel workbook" in old["notes"][0]


def test_R11_a_text_that_is_no_table_is_no_workbook_either(folder: Path) -> None:
    (folder / "broken.xlsx").write_text("no workbook")
    with pytest.raises(HelperError, match=r"broken\.xlsx is not a readable Excel workbook: it is plain text"):
        profile_file("broken.xlsx")


def test_R11_what_only_bears_the_name_is_called_what_it_is(folder: Path) -> None:
    pytest.importorskip("pandas")
    text = profile(write(folder / "t.xlsx", "a;b\n1;2\n3;4\n"))
    assert (text["type"], text["rows"]) == ("csv", 2)
    assert text["notes"][0] == "It is delimited text, although its name ends with .xlsx."
    page = profile(write(folder / "h.xls", "<html><table><tr><td>1</td></tr></table></html>"))
    assert (page["type"], page["load_line"]) == ("html", "pd.read_html('h.xls')[0]")
    workbook(folder / "real.xlsx", Sheet=[("a",), (1,)])
    (folder / "real.xlsx").rename(folder / "new.xls")
    renamed = profile("new.xls")
    assert (renamed["type"], renamed["rows"]) == ("excel", 1)
    assert "It is an .xlsx workbook, although its name ends with .xls." in renamed["notes"]
    with pytest.raises(HelperError, match=r"i\.xlsx .*it is a PNG image"):
        profile_file(write(folder / "i.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 50))
    with zipfile.ZipFile("z.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    with pytest.raises(HelperError, match=r"z\.xlsx .*it is a Word document"):
        profile_file("z.xlsx")


def quickly(name: str) -> dict[str, Any]:
    began = time.monotonic()
    found = profile(name)
    assert time.monotonic() - began < SECONDS
    return found


def test_a_declared_size_is_not_believed(folder: Path) -> None:
    rows = f"<row r='1'>{cell('A1', 'a')}</row><row r='2'>{cell('A2', 1)}</row>"
    rows += f"<row r='1048576'>{cell('A1048576', 2)}</row>"
    found = quickly(
        raw_workbook(folder / "d.xlsx", f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>')
    )
    assert (found["rows"], found["tables"][0]["range"]) == (2, "A1:A1048576")
    assert found["load_line"].endswith(".dropna(how='all')")


def test_wide_and_many_sheets_are_bounded(folder: Path) -> None:
    wide = "".join(cell(f"{letters(i)}1", f"c{i}") for i in range(10_000))
    below = "".join(cell(f"{letters(i)}2", i) for i in range(10_000))
    found = quickly(
        raw_workbook(folder / "w.xlsx", f"<sheetData><row>{wide}</row><row>{below}</row></sheetData>")
    )
    assert (found["total_columns"], len(found["columns"])) == (10_000, 100)
    many = "".join(f'<sheet name="s{i}" sheetId="{i}" r:id="rId1"/>' for i in range(1000))
    found = quickly(
        raw_workbook(folder / "m.xlsx", f"<sheetData><row>{cell('A1', 1)}</row></sheetData>", sheets=many)
    )
    assert (len(found["sheets"]), found["sheets"][999]["name"]) == (1000, "s999")
    assert "1000 sheets; only the first 200 are described." in found["notes"]


def letters(index: int) -> str:
    from kernel_agent_helper.files.xlsx_sheet import column_index, column_letters

    assert column_index(column_letters(index)) == index
    return column_letters(index)


def test_merged_cells_everywhere_and_huge_texts_are_bounded(folder: Path) -> None:
    merged = "".join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(1, 100_000))
    found = quickly(
        raw_workbook(
            folder / "m.xlsx",
            f"<sheetData><row>{cell('A1', 1)}</row></sheetData><mergeCells>{merged}</mergeCells>",
        )
    )
    assert found["tables"][0]["merged_cells"] == 99_999
    texts = (
        "<si><t>" + "x" * 30_000_000 + "</t></si><si><r><t>a</t></r><r><t>b</t></r><rPh><t>no</t></rPh></si>"
    )
    cells = "".join(f"<c t='s'><v>{position}</v></c>" for position in (0, 1, 77))
    shared = f"<sheetData><row>{cells}</row></sheetData>"
    found = quickly(raw_workbook(folder / "t.xlsx", shared, texts=texts))
    assert found["preview"][0][1:] == ["ab", "…"]
    assert len(found["preview"][0][0]) < 100


def test_damaged_parts_are_told_and_the_others_described(folder: Path) -> None:
    two = '<sheet name="Gone" sheetId="2" r:id="rId9"/><sheet name="One" sheetId="1" r:id="rId1"/>'
    found = quickly(
        raw_workbook(folder / "r.xlsx", f"<sheetData><row>{cell('A1', 1)}</row></sheetData>", sheets=two)
    )
    assert [(sheet["name"], sheet["rows"]) for sheet in found["sheets"]] == [("Gone", None), ("One", 1)]
    assert "'Gone' could not be read: its part is missing in the file." in found["notes"]
    with pytest.raises(HelperError, match=r"x\.xlsx is damaged: its XML"):
        profile_file(raw_workbook(folder / "x.xlsx", "<sheetData><row>"))
    whole = (folder / "r.xlsx").read_bytes()
    with pytest.raises(HelperError, match=r"cut\.xlsx is not a readable Excel workbook"):
        profile_file(write(folder / "cut.xlsx", whole[: len(whole) // 2]))


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://localhost/x.dtd">',
    ],
)
def test_xml_with_a_document_type_is_refused(folder: Path, prolog: str) -> None:
    name = raw_workbook(folder / "x.xlsx", "<sheetData/>", prolog=prolog)
    with pytest.raises(HelperError, match=r"x\.xlsx is not read: its XML declares a document type"):
        profile_file(name)


def test_zip_bombs_are_refused_unread(folder: Path) -> None:
    name = raw_workbook(folder / "bomb.xlsx", "<sheetData/>" + " " * 100_000_000)
    began = time.monotonic()
    with pytest.raises(HelperError, match=r"bomb\.xlsx is not opened: it would unpack to 95 MB"):
        profile_file(name)
    with zipfile.ZipFile("many.xlsx", "w") as archive:
        for position in range(20_001):
            archive.writestr(f"xl/{position}", "")
    with pytest.raises(HelperError, match=r"many\.xlsx is not opened: it declares 20001 parts"):
        profile_file("many.xlsx")
    assert time.monotonic() - began < 2 * SECONDS
