"""`docs/file-context.md` says what the code does: its Python is run, and its tables are compared."""

from __future__ import annotations

import inspect
import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from jupyterlab_kernel_agent import file_context

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "file-context.md").read_text(encoding="utf-8")

#: Python, and what it prints.
EXAMPLE = re.compile(r"^```python\n(.*?)^```(?:\n\n^```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL)

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


def first_cells(heading: str) -> list[str]:
    """What stands as code in the first column of the tables of a section."""
    section = re.split(rf"^## {heading}$", PAGE, flags=re.MULTILINE)[1].split("\n## ")[0]
    return re.findall(r"^\| `([^`]+)`", section, flags=re.MULTILINE)


def declared(path: str, schema: str) -> list[str]:
    """Keys of a schema in the TypeScript source."""
    text = (
        (ROOT / path).read_text(encoding="utf-8").split(f"{schema} = z.looseObject({{")[1].split("\n});")[0]
    )
    return re.findall(r"^  (\w+):", text, flags=re.MULTILINE)


def test_R79_R80_every_python_example_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sales.csv").write_text("region,revenue\nNorth,1\n", encoding="utf-8")
    (tmp_path / "sales.ipynb").write_text("{}", encoding="utf-8")
    namespace: dict[str, object] = {}
    examples = EXAMPLE.findall(PAGE)
    assert len(examples) >= 7
    for code, expected in examples:
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile(code, "docs/file-context.md", "exec"), namespace)
        assert TIMESTAMP.sub("T", printed.getvalue()) == TIMESTAMP.sub("T", expected)


def test_R80_every_python_call_is_listed_as_it_is() -> None:
    documented = first_cells("From code in the notebook")
    assert sorted(call.partition("(")[0] for call in documented) == sorted(file_context.__all__)
    for call in documented:
        name, _, arguments = call.rstrip(")").partition("(")
        parameters = inspect.signature(getattr(file_context, name)).parameters.values()
        actual = [str(p.replace(annotation=p.empty)).replace("'", '"') for p in parameters]
        assert arguments == ", ".join(actual)


def test_R79_every_key_is_listed() -> None:
    documented = first_cells("The format")
    keys = declared("src/core/file-context/document.ts", "FileContextSchema")
    entry = declared("src/core/file-context/document.ts", "MetadataSchema")
    profile = declared("src/core/file-context/profile.ts", "ProfileSchema")
    expected = {*keys, *entry, *profile, "statistics", "shortened"} - {"path"}
    assert sorted(documented) == sorted(expected)


def test_R80_every_typescript_call_exists() -> None:
    (example,) = re.findall(r"^```ts\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    sources = "".join(
        (ROOT / "src" / path).read_text(encoding="utf-8")
        for path in (
            "tokens.ts",
            "core/ports.ts",
            "core/agent/session-types.ts",
            "core/file-context/known-file.ts",
        )
    )
    names = set(re.findall(r"(?=\b(?:agent|session|fileContext|fileContextStore)\.(\w+))", example))
    assert len(names) >= 8
    assert [name for name in sorted(names) if not re.search(rf"\b{name}[(:]", sources)] == []
