"""Puts a chart with its workbook into a deck's package."""

from __future__ import annotations

from typing import Any

from .chart_data import ChartValues
from .chart_workbook import workbook_bytes
from .shape_xml import frame_xml

URI = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def add_chart(slide_part: Any, xml: bytes, values: ChartValues) -> str:
    """Adds the parts and returns the reference under which the slide has the chart."""
    from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from pptx.parts.chart import ChartPart

    package = slide_part.package
    name = package.next_partname(ChartPart.partname_template)
    part = ChartPart.load(name, CONTENT_TYPE.DML_CHART, package, xml)
    part.chart_workbook.update_from_xlsx_blob(workbook_bytes(values))
    return slide_part.relate_to(part, RELATIONSHIP_TYPE.CHART)


def chart_frame(number: int, name: str, alt: str, box: Any, reference: str) -> str:
    content = f'<c:chart xmlns:c="{URI}" r:id="{reference}"/>'
    return frame_xml(number, name, alt, box, URI, content)
