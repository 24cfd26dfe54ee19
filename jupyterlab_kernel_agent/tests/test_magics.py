"""Agent cells that reach a kernel, on a real one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

COMMAND = "jupyter kernel-agent run"


def notebook_of(*sources: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])


def run(notebook: nbformat.NotebookNode, folder: Path, *, allow_errors: bool = False) -> None:
    NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=60,
        allow_errors=allow_errors,
        resources={"metadata": {"path": str(folder)}},
    ).execute()


@pytest.mark.parametrize(
    "cell",
    ["%%agent --files sales.csv -o answer\ntotal revenue by {column}", "%agent files", "%agent"],
)
def test_an_agent_cell_in_a_plain_kernel_stops_the_run_and_names_the_command(
    cell: str, tmp_path: Path
) -> None:
    notebook = notebook_of("%load_ext jupyterlab_kernel_agent", cell, "after = 1")
    with pytest.raises(CellExecutionError, match=COMMAND):
        run(notebook, tmp_path)
    (error,) = notebook.cells[1].outputs
    assert error.output_type == "error"
    assert error.ename == "AgentCellNotRun"
    assert f"{COMMAND} NOTEBOOK" in error.evalue
    # What is shown is the sentence, not the inside of this package.
    assert error.traceback == [f"AgentCellNotRun: {error.evalue}"]
    assert notebook.cells[2].execution_count is None
    nbformat.validate(notebook)


def test_the_notebook_is_named_where_the_kernel_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my report.ipynb").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "my report.ipynb"))
    notebook = notebook_of("%load_ext jupyterlab_kernel_agent", "%%agent\nhello")
    run(notebook, tmp_path, allow_errors=True)
    assert f"{COMMAND} 'my report.ipynb'" in notebook.cells[1].outputs[0].evalue


def test_loading_it_again_and_python_beside_it_are_as_always(tmp_path: Path) -> None:
    notebook = notebook_of(
        "%load_ext jupyterlab_kernel_agent\n%reload_ext jupyterlab_kernel_agent",
        "agent = 1\nprint(agent + 1)",
    )
    run(notebook, tmp_path)
    assert notebook.cells[1].outputs[0].text == "2\n"


def test_the_extension_costs_next_to_nothing_to_import() -> None:
    code = (
        "import sys; before = set(sys.modules); import jupyterlab_kernel_agent.magics; "
        "new = {name.split('.')[0] for name in set(sys.modules) - before}; "
        "print(sorted(new & {'IPython', 'jupyter_server', 'httpx', 'tornado', 'nbformat', 'asyncio'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
