"""Parquet files, from their own description of themselves."""

from __future__ import annotations

from typing import Any

from ..hello import package_version
from ..reply import HelperError
from .columns import capped, example
from .load_line import load_line
from .source_file import SourceFile


def profile_parquet(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Reads the footer and the rows of the preview, however large the file is."""
    line = load_line("read_parquet", source.name, {})
    with open(source.path, "rb") as stream:
        if stream.read(4) != b"PAR1":
            raise HelperError(f"{source.name} is not a Parquet file.")
    if package_version("pyarrow") is None:
        reason = "Reading it needs a package that is not installed: %pip install pyarrow"
        return {"type": "parquet", "load_line": line, "notes": [reason]}
    import pyarrow
    from pyarrow import parquet

    notes: list[str] = []
    try:
        with parquet.ParquetFile(source.path) as file:
            fields = capped(list(file.schema_arrow), max_columns, notes)
            head = _head(file, [field.name for field in fields], preview_rows)
            statistics = _statistics(file.metadata)
            rows = file.metadata.num_rows
    except (pyarrow.ArrowException, OSError) as error:
        raise HelperError(f"{source.name} could not be read: {error}") from None
    columns = [
        {"name": field.name, "dtype": str(field.type), "nulls": None, **statistics.get(field.name, {})}
        for field in fields
    ]
    return {
        "type": "parquet",
        "rows": rows,
        "columns": columns,
        "preview": head,
        "load_line": line,
        "notes": notes,
    }


def _head(file: Any, names: list[str], rows: int) -> list[list[Any]]:
    if rows == 0:
        return []
    for batch in file.iter_batches(batch_size=rows, columns=names):
        return [[example(record[name]) for name in names] for record in batch.to_pylist()]
    return []


def _statistics(metadata: Any) -> dict[str, dict[str, Any]]:
    """Nulls, least and greatest value by column, where every part of the file tells them."""
    found: dict[str, dict[str, Any]] = {}
    for position in range(metadata.num_columns):
        parts = [metadata.row_group(group).column(position) for group in range(metadata.num_row_groups)]
        if not parts or "." in parts[0].path_in_schema:
            continue
        told = [part.statistics for part in parts]
        column: dict[str, Any] = {}
        if all(part is not None and part.has_null_count for part in told):
            column["nulls"] = sum(part.null_count for part in told)
        if all(part is not None and part.has_min_max for part in told):
            column["min"] = example(min(part.min for part in told))
            column["max"] = example(max(part.max for part in told))
        found[parts[0].path_in_schema] = column
    return found
