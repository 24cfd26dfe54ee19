"""Whose file context it is, and several that write it at the same time."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jupyterlab_kernel_agent import file_context
from jupyterlab_kernel_agent.context_document import locked_file, settling
from jupyterlab_kernel_agent.context_document.names import check_session_id
from jupyterlab_kernel_agent.tests.saved_context import context_file, save

SESSION_IDS = json.loads((Path(__file__).parent / "session_ids.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("session", SESSION_IDS["accepted"])
def test_R34_descriptive_names_are_accepted(session: str) -> None:
    assert check_session_id(session) == session


@pytest.mark.parametrize("session", SESSION_IDS["refused"])
def test_R34_no_path_is_smuggled_in(session: str, notebook: Path) -> None:
    before = sorted(notebook.parent.rglob("*"))
    for call in (file_context.load, file_context.cleanup, file_context.summary):
        with pytest.raises(ValueError, match="session's name"):
            call(session, notebook)
    assert sorted(notebook.parent.rglob("*")) == before


def test_R20_two_notebooks_never_share_a_context(notebook: Path) -> None:
    other = notebook.with_name("other.ipynb")
    save(notebook, "a.csv")
    save(other, "b.csv")
    assert file_context.load(notebook=notebook)["file_list"] == ["a.csv"]  # type: ignore[index]
    assert file_context.load(notebook=other)["file_list"] == ["b.csv"]  # type: ignore[index]


def test_the_notebook_is_the_one_the_kernel_runs_for(notebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="notebook="):
        file_context.has()
    monkeypatch.setenv("JPY_SESSION_NAME", str(notebook))
    assert file_context.save("main", ["a.csv"])
    assert context_file(notebook).exists()
    # Seen from the server's own root; the kernel starts beside the notebook.
    monkeypatch.setenv("JPY_SESSION_NAME", f"work/{notebook.name}")
    assert file_context.has()
    # Renamed since: the only notebook with a sidecar is meant.
    monkeypatch.setenv("JPY_SESSION_NAME", "gone.ipynb")
    assert file_context.has()
    save(notebook.with_name("second.ipynb"), "b.csv")
    notebook.with_name("second.ipynb").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match="notebook="):
        file_context.has()


def test_the_notebook_as_vs_code_tells_it(notebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(notebook, "a.csv")
    save(notebook.with_name("second.ipynb"), "b.csv")
    notebook.with_name("second.ipynb").write_text("{}", encoding="utf-8")
    main = sys.modules["__main__"]
    monkeypatch.setattr(main, "__vsc_ipynb_file__", str(notebook), raising=False)
    assert file_context.load()["file_list"] == ["a.csv"]  # type: ignore[index]


def test_R35_it_works_while_an_event_loop_runs(notebook: Path) -> None:
    async def work() -> bool:
        save(notebook, "a.csv")
        return file_context.has(notebook=notebook)

    assert asyncio.run(work())


def test_threads_that_save_at_the_same_time_lose_nothing(notebook: Path) -> None:
    paths = [f"{index}.csv" for index in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda path: save(notebook, path), paths))
    document = file_context.load(notebook=notebook)
    assert document is not None
    assert sorted(document["file_metadata"]) == sorted(paths)
    assert [path.name for path in context_file(notebook).parent.iterdir()] == ["file_context.json"]


def test_processes_that_save_at_the_same_time_lose_nothing(notebook: Path) -> None:
    code = (
        "import sys; from jupyterlab_kernel_agent import file_context\n"
        "for n in range(10):\n"
        "    assert file_context.save('main', [f'{sys.argv[1]}{n}.csv'], notebook=sys.argv[2])"
    )
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen([sys.executable, "-c", code, name, str(notebook)], env=environment(root))
        for name in "abc"
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert file_context.load(notebook=notebook)["file_count"] == 30  # type: ignore[index]


def test_what_a_page_overwrites_that_read_before_is_saved_again(
    notebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(notebook, "before.csv")
    late = [context_file(notebook).read_bytes()]

    def page_writes(_: float) -> None:
        if late:
            context_file(notebook).write_bytes(late.pop())

    monkeypatch.setattr(file_context.time, "sleep", page_writes)
    save(notebook, "ours.csv")
    assert file_context.load(notebook=notebook)["file_list"] == ["before.csv", "ours.csv"]  # type: ignore[index]


def test_what_a_busy_server_overwrites_later_is_saved_again_too(
    notebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Callable[[], object]] = []
    monkeypatch.setattr(file_context, "look_later", lambda _path, look: looks.append(look))
    save(notebook, "before.csv")
    late = context_file(notebook).read_bytes()
    save(notebook, "ours.csv")
    context_file(notebook).write_bytes(late)
    looks[-1]()
    assert file_context.load(notebook=notebook)["file_list"] == ["before.csv", "ours.csv"]  # type: ignore[index]


def test_what_was_cleaned_up_meanwhile_does_not_come_back(
    notebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Callable[[], object]] = []
    monkeypatch.setattr(file_context, "look_later", lambda _path, look: looks.append(look))
    save(notebook, "ours.csv")
    file_context.cleanup("main", notebook)
    looks[-1]()
    assert not file_context.has(notebook=notebook)


def test_one_look_serves_all_that_was_saved_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    timers: list[Callable[[], None]] = []

    class Timer:
        def __init__(self, _seconds: float, call: Callable[[Path], None], arguments: list[Path]) -> None:
            timers.append(lambda: call(*arguments))

        def start(self) -> None:
            pass

    monkeypatch.setattr(settling.threading, "Timer", Timer)
    seen: list[int] = []
    for number in range(3):
        settling.look_later(Path("a"), lambda number=number: seen.append(number))  # type: ignore[misc]
    assert len(timers) == 1
    timers[0]()
    assert seen == [0, 1, 2]


def test_a_lock_that_was_left_behind_is_taken_over(notebook: Path) -> None:
    save(notebook, "a.csv")
    held = context_file(notebook).with_name("file_context.json.lock")
    held.write_text("somebody who died", encoding="ascii")
    long_ago = time.time() - 60
    os.utime(held, (long_ago, long_ago))
    save(notebook, "b.csv")
    assert file_context.load(notebook=notebook)["file_count"] == 2  # type: ignore[index]
    assert not held.exists()


def test_a_lock_that_is_held_is_respected(
    notebook: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    save(notebook, "a.csv")
    monkeypatch.setattr(locked_file, "LOCK_WAIT", 0.05)
    with locked_file.lock(context_file(notebook)):
        assert not file_context.save("main", ["b.csv"], notebook=notebook)
    assert "another program" in caplog.text
    save(notebook, "b.csv")
    assert file_context.load(notebook=notebook)["file_list"] == ["a.csv", "b.csv"]  # type: ignore[index]


def environment(root: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(root)}


def test_R16_it_is_imported_with_the_standard_library_alone(notebook: Path) -> None:
    code = (
        "import sys\n"
        "from jupyterlab_kernel_agent import file_context\n"
        "print(file_context.save('main', ['data/sales.csv'], notebook=sys.argv[1]))\n"
        "print(file_context.has(notebook=sys.argv[1]))\n"
        "files = {n: getattr(m, '__file__', None) or '' for n, m in sys.modules.items()}\n"
        "foreign = [n for n, file in files.items() if 'site-packages' in file]\n"
        "print(foreign, [n for n in sys.modules if n.startswith('jupyterlab_kernel_agent.relay')])\n"
    )
    root = Path(__file__).parents[2]
    # -S: packages that are installed are not even on the path.
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, str(notebook)],
        env=environment(root),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "True\nTrue\n[] []\n"
