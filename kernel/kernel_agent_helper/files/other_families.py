"""Which profiler describes which type: all but delimited text, Parquet and Feather."""

from __future__ import annotations

from typing import Any, Callable, Dict  # noqa: UP035 - looked at when the module is run, also by Python 3.8

from ..late import late_module
from .source_file import SourceFile

Describe = Callable[[SourceFile, int, int], Dict[str, Any]]  # noqa: UP006


def _late(module: str, function: str) -> Describe:
    """A profiler whose module is loaded when it is first called."""

    def describe(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
        return getattr(late_module(module), function)(source, preview_rows, max_columns)

    return describe


#: Module, function, extensions.
PROFILERS = (
    ("profile_excel", "profile_excel", "xlsx xlsm xltx xltm xls xlsb ods"),
    ("profile_json", "profile_json", "json geojson"),
    ("profile_json_lines", "profile_json_lines", "jsonl ndjson"),
    ("profile_sqlite", "profile_sqlite", "sqlite sqlite3 db db3 gpkg s3db"),
    ("profile_duckdb", "profile_duckdb", "duckdb ddb"),
    ("profile_document", "profile_word", "docx docm"),
    ("profile_document", "profile_slides", "pptx pptm"),
    ("profile_pdf", "profile_pdf", "pdf"),
    ("profile_image", "profile_image", "png jpg jpeg jpe gif webp bmp tif tiff"),
    ("profile_image", "profile_svg", "svg"),
    ("profile_lines", "profile_markdown", "md markdown"),
    ("profile_lines", "profile_yaml", "yaml yml"),
    ("profile_lines", "profile_xml", "xml kml gpx"),
    ("profile_lines", "profile_html", "html htm"),
    (
        "profile_lines",
        "profile_source",
        "py r sql sh js ts ini cfg toml tex rst ipynb css java c cpp h jl do sas m",
    ),
    ("profile_numpy", "profile_npy", "npy"),
    ("profile_numpy", "profile_npz", "npz"),
    ("profile_archive", "profile_zip", "zip"),
    ("profile_archive", "profile_tar", "tar tgz"),
    (
        "profile_named",
        "profile_named",
        "h5 hdf5 hdf nc sas7bdat xpt dta sav zsav orc avro mat shp doc ppt rtf odt 7z rar",
    ),
    ("profile_named", "profile_running", "pkl pickle joblib pt pth rdata rda rds"),
)

OTHER_FAMILIES: dict[str, Describe] = {
    extension: _late(module, function)
    for module, function, extensions in PROFILERS
    for extension in extensions.split()
}
