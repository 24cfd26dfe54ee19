"""Which profiler describes which type: all but delimited text, Parquet and Feather."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .profile_excel import profile_excel
from .profile_json import profile_json
from .profile_json_lines import profile_json_lines
from .source_file import SourceFile

OTHER_FAMILIES: dict[str, Callable[[SourceFile, int, int], dict[str, Any]]] = {
    **dict.fromkeys(("xlsx", "xlsm", "xltx", "xltm", "xls", "xlsb", "ods"), profile_excel),
    **dict.fromkeys(("json", "geojson"), profile_json),
    **dict.fromkeys(("jsonl", "ndjson"), profile_json_lines),
}
