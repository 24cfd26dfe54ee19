"""Data files of every kind a user may have, made by a script; what is true of each is stated beside it.

`python -m corpus FOLDER`, run from `kernel/`, writes them all.
"""

from __future__ import annotations

from . import (
    columnar_files,
    databases,
    date_files,
    delimited_files,
    documents,
    encoding_files,
    folders,
    json_files,
    large_files,
    number_files,
    workbooks,
)
from .good_file import GoodFile

SMALL = (
    delimited_files,
    number_files,
    date_files,
    encoding_files,
    workbooks,
    json_files,
    databases,
    documents,
    folders,
)


def small_files() -> list[GoodFile]:
    """Files that take no time to write or read."""
    return [file for family in SMALL for file in family.files()] + [
        file for file in columnar_files.files() if not file.name.startswith("large")
    ]


def good_files() -> list[GoodFile]:
    """All of them."""
    large = [file for file in columnar_files.files() if file.name.startswith("large")]
    return [*small_files(), *large_files.files(), *large]
