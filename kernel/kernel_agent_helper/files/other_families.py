"""Which profiler describes which type: all but delimited text, Parquet and Feather."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .profile_duckdb import profile_duckdb
from .profile_excel import profile_excel
from .profile_json import profile_json
from .profile_json_lines import profile_json_lines
from .profile_sqlite import profile_sqlite
from .source_file import SourceFile

OTHER_FAMILIES: dict[str, Callable[[SourceFile, int, int], dict[str, Any]]] = {
    **dict.fromkeys(("xlsx", "xlsm", "xltx", "xltm", "xls", "xlsb", "ods"), profile_excel),
    **dict.fromkeys(("json", "geojson"), profile_json),
    **dict.fromkeys(("sqlite", "sqlite3", "db", "db3", "gpkg", "s3db"), profile_sqlite),
    **dict.fromkeys(("duckdb", "ddb"), profile_duckdb),
    **dict.fromkeys(("jsonl", "ndjson"), profile_json_lines),
}
