"""Stand-ins for LibreOffice and pdftoppm: they note how they were called, and do what a test wants."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"

PROGRAM = """#!{python}
import json, os, subprocess, sys, time
from pathlib import Path

here = Path({folder!r})
name = {name!r}
plan = json.loads((here / "plan.json").read_text()).get(name, {{}})
call = {{"name": name, "arguments": sys.argv[1:], "environment": dict(os.environ), "pid": os.getpid()}}
if plan.get("child"):
    call["child"] = subprocess.Popen(["sleep", "600"]).pid
with open(here / "calls.jsonl", "a") as calls:
    calls.write(json.dumps(call) + "\\n")
if plan.get("gate"):
    while not (here / "gate").exists():
        time.sleep(0.01)
if plan.get("hangs"):
    time.sleep(600)
if not plan.get("writes", True):
    sys.exit(0)
if name == "soffice":
    folder = Path(sys.argv[sys.argv.index("--outdir") + 1])
    (folder / "deck.pdf").write_bytes(Path(sys.argv[-1]).read_bytes())
else:
    last = int(sys.argv[sys.argv.index("-l") + 1])
    for number in range(1, min(last, plan.get("slides", 3)) + 1):
        Path(f"{{sys.argv[-1]}}-{{number:03}}.png").write_bytes(b"PNG %d" % number)
sys.exit(plan.get("status", 0))
"""


class DrawingPrograms:
    """The two programs, in a folder that is the whole `PATH`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "sleep").symlink_to("/bin/sleep")
        self.plan()
        for name in ("soffice", "pdftoppm"):
            self.install(name)

    def install(self, name: str) -> None:
        program = self.folder / name
        program.write_text(PROGRAM.format(python=sys.executable, folder=str(self.folder), name=name))
        program.chmod(0o755)

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()

    def plan(self, **programs: dict[str, Any]) -> None:
        """What each program does: `hangs`, waits for the `gate`, starts a `child`, `writes` nothing, …"""
        (self.folder / "plan.json").write_text(json.dumps(programs))

    def open_gate(self) -> None:
        (self.folder / "gate").touch()

    @property
    def calls(self) -> list[dict[str, Any]]:
        log = self.folder / "calls.jsonl"
        return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def write_deck(path: Path, text: str = "", **members: str) -> Path:
    """A file that passes for a deck; `text` makes its content another one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{CONTENT_TYPE}"/></Types>')
        archive.writestr("ppt/presentation.xml", text)
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def is_running(pid: int) -> bool:
    """False for what has ended and only was not waited for."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        if sys.platform == "linux":
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True
    return state != "Z"
