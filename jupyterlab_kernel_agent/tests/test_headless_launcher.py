"""How ``jupyter kernel-agent`` finds Node and begins the runner."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from jupyterlab_kernel_agent.headless import launcher, node

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs of these tests are shell scripts")


def program(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def path_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole path of programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package of the extra ``headless``, as pip would install it; without a program so far."""
    package = tmp_path / "site" / "of_the_tests_nodejs"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(package.parent))
    monkeypatch.setattr(node, "PACKAGE", package.name)
    return package


def test_takes_the_node_on_the_path(path_folder: Path, extra: Path) -> None:
    program(extra / "bin" / "node", "echo v24.1.0")
    on_path = program(path_folder / "node", "echo v20.0.0")
    assert node.find_node() == str(on_path)


@pytest.mark.parametrize("answer", ["echo v18.19.1", "exit 1", "echo something else"])
def test_takes_that_of_the_extra_when_the_one_on_the_path_will_not_do(
    path_folder: Path, extra: Path, answer: str
) -> None:
    program(path_folder / "node", answer)
    of_extra = program(extra / "bin" / "node", "echo v22.3.4")
    assert node.find_node() == str(of_extra)


def test_without_any_says_what_to_install(path_folder: Path, extra: Path) -> None:
    old = program(path_folder / "node", "echo v16.2.0")
    with pytest.raises(node.NodeNotFoundError) as raised:
        node.find_node()
    assert 'pip install "jupyterlab_kernel_agent[headless]"' in str(raised.value)
    assert f"{old} is 16.2.0" in str(raised.value)


def run_launcher(folder: Path, bundle: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the launcher in a process, with `bundle` as the runner and programs from `folder` only."""
    code = textwrap.dedent(
        f"""
        import sys
        from pathlib import Path
        from jupyterlab_kernel_agent.headless import launcher, node
        launcher.BUNDLE = Path({str(bundle)!r})
        node.PACKAGE = "no_such_package"
        sys.exit(launcher.main())
        """
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": str(folder), "HOME": str(folder)},
        timeout=60,
    )


def test_becomes_the_runner_with_arguments_python_and_exit_code(path_folder: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "agent.mjs"
    bundle.touch()
    program(
        path_folder / "node",
        "\n".join(
            [
                '[ "$1" = --version ] && echo v20.1.0 && exit',
                'for each; do echo "$each"; done',
                'echo "$KERNEL_AGENT_PYTHON"',
                "exit 5",
            ]
        ),
    )
    done = run_launcher(path_folder, bundle, "run", "my report.ipynb", "--json")
    assert done.returncode == 5
    assert done.stdout.splitlines() == [str(bundle), "run", "my report.ipynb", "--json", sys.executable]


def test_without_node_one_sentence_and_exit_code_1(path_folder: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "agent.mjs"
    bundle.touch()
    done = run_launcher(path_folder, bundle, "--help")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "jupyterlab_kernel_agent[headless]" in done.stderr


def test_without_a_bundle_says_that_the_package_was_not_built(path_folder: Path, tmp_path: Path) -> None:
    done = run_launcher(path_folder, tmp_path / "none.mjs")
    assert done.returncode == 1
    assert "was not built" in done.stderr


def test_importing_the_package_does_not_import_the_launcher() -> None:
    code = "import jupyterlab_kernel_agent, sys; sys.exit('jupyterlab_kernel_agent.headless' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_bundle_lies_beside_the_launcher() -> None:
    assert launcher.BUNDLE.parent == Path(launcher.__file__).parent
