"""Data files of every kind a user may have, made by a script; what is true of each is stated beside it.

`python -m corpus FOLDER`, run from `kernel/`, writes them all.
"""

from __future__ import annotations

from functools import cache

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
    columnar_files,
    databases,
    documents,
    folders,
)


@cache
def small_files() -> tuple[GoodFile, ...]:
    """Files that take no time to write or read."""
    return tuple(file for family in SMALL for file in family.files())


@cache
def good_files() -> tuple[GoodFile, ...]:
    """All of them."""
    return (*small_files(), *large_files.files(), *columnar_files.large_files())
