"""Paths, names and folders that lead nowhere, in circles or astray."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from .good_file import writer
from .horror import Horror


def horrors() -> list[Horror]:
    return [*_paths(), *_names(), *_folders()]


def _made(name: str, make: Callable[[Path], None], is_profiled: bool | None = None, says: str = "") -> Horror:
    return Horror(name, make, is_profiled, says)


def _paths() -> list[Horror]:
    def link(name: str, target: str) -> Callable[[Path], None]:
        return lambda folder: os.symlink(target, folder / name)

    def bind(folder: Path) -> None:
        with socket.socket(socket.AF_UNIX) as unix:
            # The path of a socket must be short.
            here = os.getcwd()
            os.chdir(folder)
            unix.bind("socket.csv")
            os.chdir(here)

    return [
        _made("loop.csv", link("loop.csv", "loop.csv"), False),
        _made("dangling.csv", link("dangling.csv", "nowhere"), False),
        _made("zeros.csv", link("zeros.csv", "/dev/zero"), False),
        _made("terminal.csv", link("terminal.csv", "/dev/tty"), False),
        _made("nothing.csv", link("nothing.csv", "/dev/null"), False),
        _made("memory.csv", link("memory.csv", "/proc/self/mem"), False),
        _made("pipe.csv", lambda folder: os.mkfifo(folder / "pipe.csv"), False),
        _made("pipe.parquet", lambda folder: os.mkfifo(folder / "pipe.parquet"), False),
        _made("socket.csv", bind, False),
        _made("folder.csv", lambda folder: (folder / "folder.csv").mkdir()),
        _made("missing.csv", lambda folder: None, False),
        _made("no/such/folder.csv", lambda folder: None, False),
        _made("file.csv/inside.csv", writer("file.csv", "a,b\n1,2\n"), False),
        _made("nul\0name.csv", lambda folder: None, False),
        _made("x" * 5000 + ".csv", lambda folder: None, False),
        _made("", lambda folder: None, False),
        _made("~nobody-here/x.csv", lambda folder: None, False),
    ]


def _names() -> list[Horror]:
    names = [
        'it\'s "quoted".csv',
        "new\nline.csv",
        "tab\tname.csv",
        "back\\slash.csv",
        "-rf.csv",
        "$(touch x).csv",
        "%s%d.csv",
        "{name}.csv",
        "a[1]*?.csv",
        ".csv",
        "no extension",
        "dots...csv",
        " blank .csv",
        "ünï😀.csv",
        "\u202egnp.csv",
        "a'); import os; os.abort() #.csv",
        "sub/../up.csv",
        "n" * 240 + ".csv",
        "UPPER.CSV",
        "'''.csv",
        "\x7f\x1b[31m.csv",
    ]
    table = "a,b\n1,2\n3,4\n"

    def undecodable(folder: Path) -> None:
        (folder / os.fsdecode(b"bad\xff\xfename.csv")).write_text(table)

    def up(folder: Path) -> None:
        (folder / "sub").mkdir(exist_ok=True)
        (folder / "up.csv").write_text(table)

    found = [Horror(name, up if name == "sub/../up.csv" else writer(name, table)) for name in names]
    return [*found, Horror(os.fsdecode(b"bad\xff\xfename.csv"), undecodable)]


def _folders() -> list[Horror]:
    def many(folder: Path) -> None:
        (folder / "many").mkdir()
        for number in range(2000):
            (folder / "many" / f"{number:04}-{'n' * 150}.csv").write_text("a,b\n1,2\n")

    def recursive(folder: Path) -> None:
        (folder / "round").mkdir()
        os.symlink("../round", folder / "round" / "again")
        (folder / "round" / "a.csv").write_text("a\n1\n")
        os.mkfifo(folder / "round" / "pipe.csv")
        os.symlink("loop.csv", folder / "round" / "loop.csv")

    def unlike(folder: Path) -> None:
        (folder / "unlike").mkdir()
        for number in range(60):
            (folder / "unlike" / f"{number}.csv").write_text(f"c{number},d\n1,2\n")
        (folder / "unlike" / "spoiled.csv").write_bytes(b"\0\xff" * 50)

    return [
        _made("many", many),
        _made("round", recursive),
        _made("unlike", unlike),
        _made("bare", lambda folder: (folder / "bare").mkdir()),
        _made("*.nothing", lambda folder: None, False),
        _made("many/**/*.csv", lambda folder: None),
        _made("[", lambda folder: None, False),
        _made("[!", lambda folder: None, False),
    ]
