"""Files made to do harm, read beside a real kernel: it goes on answering, and the other files are read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from corpus import small_files
from corpus.horror import SECRET, SECRET_NAME, TRACE
from corpus.horrors import horrors
from live_kernel import LiveKernel
from test_malformed import MAX_JSON_BYTES, faults
from trials import Outcome

SAMPLE = (
    *(
        "endless-line.csv",
        "endless-line.txt",
        "endless-line.json",
        "hole.csv",
        "table-then-hole.csv",
        "one-long-line.csv",
    ),
    *(
        "quote-never-closed.csv",
        "long-cell.csv",
        "long-number.csv",
        "ten-thousand-columns.csv",
        "long-names.csv",
    ),
    *("deep-lists.json", "deep-objects.json", "long-integer.json", "many-keys.json", "not-a-number.json"),
    *("zeros.csv.gz", "one-line.csv.gz", "one-line.jsonl.gz", "not-xz.csv.xz", "laughs.docx", "laughs.svg"),
    *(
        "laughs-shared.xlsx",
        "outside-shared.xlsx",
        "outside.svg",
        "far-cell.xlsx",
        "thousands-of-sheets.xlsx",
    ),
    *("locked.xlsx", "bomb-sheet.xlsx", "bomb.docx", "bomb.npz", "nested.zip", "absurd.png", "circle.pdf"),
    *("payload.pkl", "payload.npy", "objects.npy", "endless-view.sqlite", "product-view.sqlite", "pipe.csv"),
    *(
        "loop.csv",
        "folder.csv",
        "unlike",
        "missing.csv",
        "new\nline.csv",
        "long-footer.parquet",
        "deep-footer.parquet",
    ),
)
#: Seconds in which the kernel has to answer, whatever is read beside it.
PROMPT = 0.2
#: Seconds in which a job has begun.
BEGUN = 0.3
SECONDS = 5
#: Jobs at one time; a kernel runs no more.
AT_ONCE = 3
GOOD = "comma.csv"


@dataclass
class Trial:
    """What became of the sample."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    #: States of the jobs of a good file that were read beside it.
    good: list[str] = field(default_factory=list)
    #: The slowest answer to `1 + 1`.
    slowest_answer: float = 0
    #: How long each job took to begin, by the clock and by what the kernel worked for it.
    starts: dict[str, float] = field(default_factory=dict)
    work: dict[str, float] = field(default_factory=dict)


class Runner:
    def __init__(self, kernel: LiveKernel) -> None:
        self._kernel = kernel
        self.trial = Trial()
        self._running: dict[str, tuple[str, float]] = {}

    def run(self, names: list[str]) -> None:
        for name in names:
            while len(self._running) >= AT_ONCE:
                self._look()
            self._start(name)
        while self._running:
            self._look()

    def _ask_kernel(self) -> None:
        start = time.monotonic()
        assert self._kernel.value("1 + 1") == "2"
        self.trial.slowest_answer = max(self.trial.slowest_answer, time.monotonic() - start)

    def _start(self, name: str) -> None:
        worked = self._worked()
        start = time.monotonic()
        reply = self._kernel.call("start_profile", path=name)
        self.trial.starts[name] = time.monotonic() - start
        self.trial.work[name] = self._worked() - worked
        self._ask_kernel()
        self._take(name, reply, start)

    def _worked(self) -> float:
        """Seconds the kernel has worked."""
        return float(self._kernel.value("__import__('time').process_time()"))

    def _look(self) -> None:
        self._ask_kernel()
        for name, (job, start) in list(self._running.items()):
            self._take(name, self._kernel.call("profile_progress", job=job), start)

    def _take(self, name: str, reply: dict[str, Any], start: float) -> None:
        value = reply.get("value") or {}
        seconds = time.monotonic() - start
        self._running.pop(name, None)
        if not reply["ok"]:
            error = reply["error"]
            is_sentence = error["type"] == "HelperError"
            outcome = Outcome(
                sentence=error["message"] if is_sentence else None,
                error=None if is_sentence else str(error),
                seconds=seconds,
            )
        elif value["state"] == "running" and seconds < 4 * SECONDS:
            self._running[name] = (value["job"], start)
            return
        elif value["state"] == "running":
            self._kernel.call("stop_profile", job=value["job"])
            outcome = Outcome(error="it went on and on", seconds=seconds)
        else:
            outcome = Outcome(profile=value["profile"], sentence=value["error"], seconds=seconds)
        if name == GOOD:
            self.trial.good.append(value.get("state", "refused"))
        self.trial.outcomes[name] = outcome


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    folder = tmp_path_factory.mktemp("harm")
    _fill(folder)
    with LiveKernel(folder) as kernel:
        kernel.inject()
        runner = Runner(kernel)
        for position in range(0, len(SAMPLE), 8):
            runner.run([*SAMPLE[position : position + 8], GOOD])
        assert kernel.value("1 + 1") == "2"
        assert kernel.value(f"__import__('os').path.exists({TRACE!r})") == "False"
        yield runner.trial


def _fill(folder: Path) -> None:
    (folder / SECRET_NAME).write_text(SECRET)
    made = {horror.name: horror for horror in horrors()}
    for name in SAMPLE:
        made[name].make(folder)
    next(file for file in small_files() if file.name == GOOD).make(folder)


@pytest.mark.parametrize("name", SAMPLE, ids=[name.encode("unicode_escape").decode() for name in SAMPLE])
def test_R11_a_job_on_a_file_made_to_do_harm_ends(name: str, trial: Trial) -> None:
    outcome = trial.outcomes[name]
    assert (outcome.profile is None) != (outcome.sentence is None)
    assert list(faults(name, outcome)) == []


def test_a_folder_is_read_by_a_job(trial: Trial) -> None:
    found = trial.outcomes["unlike"].profile
    assert found is not None and found["type"] == "folder"


def test_R11_other_files_are_read_meanwhile(trial: Trial) -> None:
    assert trial.good == ["done"] * (-(-len(SAMPLE) // 8))
    assert len(SAMPLE) >= 40 and MAX_JSON_BYTES > 0


def test_the_kernel_answers_at_once_all_the_while(trial: Trial) -> None:
    assert trial.slowest_answer < PROMPT


def test_jobs_begin_at_once(trial: Trial) -> None:
    assert {name: seconds for name, seconds in trial.work.items() if seconds >= BEGUN} == {}
    # The clock also counts what else goes on on the machine.
    late = {name: seconds for name, seconds in trial.starts.items() if seconds >= BEGUN}
    assert len(late) * 10 < len(trial.starts), late
