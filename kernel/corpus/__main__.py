"""`python -m corpus FOLDER` writes all files of the corpus for a look at them."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

from . import good_files
from .horror import SECRET, SECRET_NAME
from .horrors import horrors
from .mutations import mutants


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
    spoiled, harmful = folder / "spoiled", folder / "harmful"
    for each in (spoiled, harmful):
        each.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as good:
        made = list(mutants(Path(good)))
    for mutant in made:
        (spoiled / mutant.name).write_bytes(mutant.data)
    sys.stdout.write(f"{len(made)} spoiled files in {spoiled}\n")
    _write_harmful(harmful)
    return 0


def _write_harmful(folder: Path) -> None:
    (folder / SECRET_NAME).write_text(SECRET)
    files = horrors()
    for horror in files:
        # What cannot be written twice, such as a link, is there from the last time.
        with contextlib.suppress(OSError):
            horror.make(folder)
    sys.stdout.write(f"{len(files)} files made to do harm in {folder}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
