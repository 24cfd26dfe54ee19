"""Profiles the files it is told, one after another, in a process of its own; run by `trials.py`.

A line of JSON with a path comes in, a line of JSON with the outcome goes out.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.quiet import quiet
from kernel_agent_helper.reply import HelperError, clean_text, strict

#: Bytes of address space; what asks for more fails here rather than on the machine.
ADDRESS_SPACE = 4 * 1024**3


STATUS = Path("/proc/self/status")


def forget_peak() -> None:
    """From here on `peak` counts anew, where the system can."""
    if STATUS.exists():
        Path("/proc/self/clear_refs").write_text("5")


def peak() -> int:
    """The most bytes of memory this process had at once."""
    found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text()) if STATUS.exists() else None
    return int(found.group(1)) * 1024 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def trial(path: str) -> dict[str, Any]:
    """What became of one file: a profile, a sentence, or another error."""
    forget_peak()
    start = time.monotonic()
    outcome: dict[str, Any] = {"profile": None, "sentence": None, "error": None}
    try:
        with quiet():
            outcome["profile"] = strict(profile_file(path))
    except HelperError as error:
        outcome["sentence"] = clean_text(str(error))
    except BaseException as error:
        outcome["error"] = f"{type(error).__name__}: {clean_text(str(error))[:500]}"
    outcome["seconds"] = time.monotonic() - start
    outcome["peak"] = peak()
    return outcome


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    answers = sys.stdout
    for line in sys.stdin:
        answers.write(json.dumps(trial(json.loads(line)), allow_nan=False) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
