"""Broken files, and files made to do harm: each comes back in time, as a profile or a sentence naming it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from corpus.horror import SECRET, SECRET_NAME, TRACE, Horror
from corpus.horrors import horrors
from corpus.mutations import MUTATIONS, Mutant, mutants
from trials import Outcome, profile_all
from with_pyarrow import environment_with_pyarrow

SECONDS = 5
MAX_JSON_BYTES = 256 * 1024
#: Bytes a process may take that has profiled them all.
MAX_PEAK = 1024**3
#: What is no part of any sentence.
INTERNALS = re.compile(r"Traceback|<class|<_|\bat 0x|NoneType|\[Errno|codec|C error|(?<![\w'])b'")
#: What a note may say to the writer of code, and a sentence to the user may not.
NAMES_OF_ERRORS = re.compile(r"\b[A-Z]\w*(Error|Exception)\b|\.py\b|__\w+__")
HORRORS = horrors()


def faults(name: str, outcome: Outcome) -> Iterator[str]:
    """What is wrong with how a file came back."""
    if outcome.error is not None:
        yield outcome.error
    if outcome.seconds > SECONDS:
        yield f"it took {outcome.seconds:.1f} s"
    if outcome.peak > MAX_PEAK:
        yield f"it took {outcome.peak // 1024**2} MB"
    if outcome.sentence is not None:
        yield from _sentence_faults(name, outcome.sentence)
    if outcome.profile is not None:
        text = json.dumps(outcome.profile, allow_nan=False, ensure_ascii=False)
        if len(text.encode()) > MAX_JSON_BYTES:
            yield f"the profile has {len(text.encode())} bytes"
        if SECRET in text:
            yield "the profile holds the secret"
        for note in outcome.profile["notes"]:
            if INTERNALS.search(_without(name, note)):
                yield f"a note shows internals: {note}"


def _sentence_faults(name: str, sentence: str) -> Iterator[str]:
    if os.path.basename(name)[:40] not in sentence and repr(os.path.basename(name))[1:40] not in sentence:
        yield f"the sentence does not name the file: {sentence[:300]}"
    if INTERNALS.search(_without(name, sentence)) or NAMES_OF_ERRORS.search(_without(name, sentence)):
        yield f"the sentence shows internals: {sentence[:300]}"
    if len(sentence) > 1000 or "\n" in _without(name, sentence).strip():
        yield f"it is no sentence: {sentence[:300]}"
    if SECRET in sentence:
        yield "the sentence holds the secret"


def _without(name: str, text: str) -> str:
    return text.replace(name, "").replace(os.path.basename(name), "")


@dataclass(frozen=True)
class Spoiled:
    mutants: list[Mutant]
    outcomes: dict[str, Outcome]


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Spoiled:
    """All spoiled files, profiled."""
    folder = tmp_path_factory.mktemp("spoiled")
    made = list(mutants(tmp_path_factory.mktemp("good")))
    for mutant in made:
        (folder / mutant.name).write_bytes(mutant.data)
    return Spoiled(made, profile_all(folder, [mutant.name for mutant in made]))


def test_there_are_enough_spoiled_files(spoiled: Spoiled) -> None:
    names = [mutant.name for mutant in spoiled.mutants]
    assert len(names) >= 200 and len(set(names)) == len(names)
    assert {name.partition("~")[2].partition(".")[0] for name in names} == set(MUTATIONS)


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_R11_a_spoiled_file_is_told_of_in_time(mutation: str, spoiled: Spoiled) -> None:
    found = {
        mutant.name: list(faults(mutant.name, spoiled.outcomes[mutant.name]))
        for mutant in spoiled.mutants
        if mutant.name.partition("~")[2].partition(".")[0] == mutation
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_R11_a_spoiled_columnar_file_ends_no_process_that_has_pyarrow(
    spoiled: Spoiled, tmp_path: Path
) -> None:
    environment = environment_with_pyarrow()
    columnar = [mutant for mutant in spoiled.mutants if re.search(r"parquet|feather|arrow", mutant.name)]
    for mutant in columnar:
        (tmp_path / mutant.name).write_bytes(mutant.data)
    outcomes = profile_all(tmp_path, [mutant.name for mutant in columnar], environment)
    found = {name: list(faults(name, outcome)) for name, outcome in outcomes.items()}
    assert len(found) >= 40
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@dataclass(frozen=True)
class HorrorFolder:
    path: Path
    outcomes: dict[str, Outcome]


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> HorrorFolder:
    """All files made to do harm, profiled."""
    folder = tmp_path_factory.mktemp("horrors")
    (folder / SECRET_NAME).write_text(SECRET)
    for horror in HORRORS:
        horror.make(folder)
    return HorrorFolder(folder, profile_all(folder, [horror.name for horror in HORRORS]))


def _label(horror: Horror) -> str:
    return horror.name.encode("unicode_escape", "surrogateescape").decode()[:40] or "no name"


@pytest.mark.parametrize("horror", HORRORS, ids=_label)
def test_R11_a_file_made_to_do_harm_does_none(horror: Horror, met: HorrorFolder) -> None:
    outcome = met.outcomes[horror.name]
    assert list(faults(horror.name, outcome)) == []
    if horror.is_profiled is not None:
        assert (outcome.profile is not None) == horror.is_profiled, outcome
    if horror.says:
        notes = outcome.profile["notes"] if outcome.profile else [outcome.sentence]
        assert any(horror.says in str(note) for note in notes), notes


def test_no_payload_was_executed(met: HorrorFolder) -> None:
    assert not (met.path / TRACE).exists()
