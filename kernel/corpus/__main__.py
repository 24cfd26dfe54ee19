"""`python -m corpus FOLDER` writes all files of the corpus for a look at them."""

from __future__ import annotations

import sys
from pathlib import Path

from . import good_files


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m corpus FOLDER\n")
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for file in good_files():
        try:
            file.make(folder)
        except ImportError as error:
            sys.stderr.write(f"{file.name} was not written: {error}\n")
        else:
            written += 1
    sys.stdout.write(f"{written} good files in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
