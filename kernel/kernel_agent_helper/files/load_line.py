"""The line of Python that loads a file."""

from __future__ import annotations

from .encodings import codec_of
from .packages import has_package
from .source_file import SourceFile

MODULES = {"gz": "gzip", "bz2": "bz2", "xz": "lzma"}


def load_line(function: str, path: str, arguments: dict[str, object]) -> str:
    """`pd.read_csv('a.csv', sep=';')`; needs `import pandas as pd`. Values are Python literals."""
    written = [repr(path), *(f"{name}={value!r}" for name, value in arguments.items())]
    return f"pd.{function}({', '.join(written)})"


def encoding_arguments(encoding: str) -> dict[str, object]:
    """What `read_csv` and `read_json` have to be told of the encoding."""
    codec, errors = codec_of(encoding)
    told: dict[str, object] = {} if codec == "utf-8" else {"encoding": codec}
    return told if errors == "strict" else {**told, "encoding_errors": errors}


def opened(source: SourceFile, encoding: str) -> str:
    """Python for the file's text as a stream, decompressed."""
    codec, errors = codec_of(encoding)
    told = f"encoding={codec!r}" + ("" if errors == "strict" else f", errors={errors!r}")
    if source.compression in MODULES:
        return f"__import__({MODULES[source.compression]!r}).open({source.name!r}, 'rt', {told})"
    if source.compression:
        # From Python 3.14 on it has Zstandard itself.
        module = "compression.zstd" if has_package("compression") else "zstandard"
        return f"__import__({module!r}, fromlist=['open']).open({source.name!r}, 'rt', {told})"
    return f"open({source.name!r}, {told})"
