"""The line of Python that loads a file."""

from __future__ import annotations

from .source_file import SourceFile

MODULES = {"gz": "gzip", "bz2": "bz2", "xz": "lzma"}


def load_line(function: str, path: str, arguments: dict[str, object]) -> str:
    """`pd.read_csv('a.csv', sep=';')`; needs `import pandas as pd`. Values are Python literals."""
    written = [repr(path), *(f"{name}={value!r}" for name, value in arguments.items())]
    return f"pd.{function}({', '.join(written)})"


def opened(source: SourceFile, encoding: str) -> str:
    """Python for the file's text as a stream, decompressed."""
    if source.compression:
        return (
            f"__import__({MODULES[source.compression]!r}).open({source.name!r}, 'rt', encoding={encoding!r})"
        )
    return f"open({source.name!r}, encoding={encoding!r})"
