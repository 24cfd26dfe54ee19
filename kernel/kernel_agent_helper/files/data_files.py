"""Data files that lie in the kernel's working folder."""

from __future__ import annotations

import os
import re
from datetime import datetime, timezone

DATA_FILE = re.compile(
    r"\.(csv|tsv|txt|xlsx|xlsm|xls|ods|json|jsonl|ndjson|parquet|feather|arrow|sqlite|sqlite3|db|duckdb|docx|pdf"
    r"|png|jpe?g|md|xml|ya?ml|h5|hdf5|nc|npz|npy|sav|dta|sas7bdat|geojson|shp|zip)(\.(gz|zst|bz2|xz))?$",
    re.IGNORECASE,
)


def data_files(folder: str | None = None, limit: int = 200) -> list[dict[str, object]]:
    """The data files directly in `folder` (the working folder unless given), by name, at most `limit`.

    Raises `OSError` when the folder cannot be read.
    """
    found = []
    with os.scandir(folder or os.curdir) as entries:
        for entry in entries:
            match = DATA_FILE.search(entry.name)
            if match is None or entry.name.startswith("."):
                continue
            try:
                if entry.is_file():
                    found.append((entry.name, match.group(1).lower(), entry.stat()))
            except OSError:
                continue
    found.sort(key=lambda item: item[0])
    return [
        {
            "path": (os.path.join(folder, name) if folder else name).replace(os.sep, "/"),
            "size": status.st_size,
            "modified": iso_time(status.st_mtime),
            "type": kind,
        }
        for name, kind, status in found[: max(0, limit)]
    ]


def iso_time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")
