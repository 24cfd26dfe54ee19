"""Workbooks of the least parts, with XML that no program would write."""

from __future__ import annotations

from .documents import zipped

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def workbook(
    sheet: str, shared: str | None = None, sheets: list[str] | None = None, **more: str | bytes
) -> bytes:
    """A workbook of the least parts; `sheet` is the XML of its sheets, without declaration."""
    names = sheets or ["Sheet1"]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(names) + 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}.worksheet+xml"/>'
        for number in range(1, len(names) + 1)
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{types}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" '
        f'ContentType="{kind}.sharedStrings+xml"/>{overrides}</Types>',
        "_rels/.rels": HEAD
        + links_xml(f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": HEAD + book_xml(listed),
        "xl/_rels/workbook.xml.rels": HEAD
        + links_xml(
            f'{links}<Relationship Id="rId0" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        ),
        "xl/sharedStrings.xml": shared or f'{HEAD}<sst xmlns="{SHEET}"/>',
    }
    for number in range(1, len(names) + 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet if sheet.startswith("<?xml") else HEAD + sheet
    return zipped({**parts, **more})


def book_xml(sheets: str) -> str:
    return f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def links_xml(links: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{SHEET}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'
