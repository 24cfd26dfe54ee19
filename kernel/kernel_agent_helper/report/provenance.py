"""Where the numbers of a slide come from: expressions, the code that made their variables, and data files."""

from __future__ import annotations

import ast
import builtins
import os
import re
from dataclasses import dataclass
from typing import Any

from .evaluation import shortened
from .plain_text import one_line

HEADING = "Where the numbers come from"
#: Expressions and variables that are named on one slide's notes.
MAX_EXPRESSIONS = 24
MAX_NAMES = 24
#: Characters of the files' fingerprints.
DIGITS = 12
#: Lines of IPython that are no Python.
MAGIC = re.compile(r"^\s*[%!?].*$|^.*\?\s*$", re.MULTILINE)
BUILTINS = frozenset(dir(builtins))
#: Methods that change what they are called on.
CHANGING = frozenset({"append", "extend", "insert", "update", "add", "setdefault", "pop", "remove", "sort"})


@dataclass(frozen=True)
class Statement:
    """What one statement at the top of a source assigns and names."""

    label: str
    assigned: frozenset[str]
    named: frozenset[str]
    texts: tuple[str, ...]
    is_import: bool
    #: It stands in a cell of the user's.
    is_cell: bool


class Provenance:
    def __init__(self, sources: Any, files: Any) -> None:
        """`sources`: `turn`, `cell`, `code`, oldest first; `files`: `path`, `sha256`. Others are skipped."""
        self._statements = [
            statement
            for source in (sources if isinstance(sources, list) else [])
            if isinstance(source, dict) and isinstance(source.get("code"), str)
            for statement in _statements(
                source["code"], _label(source), not isinstance(source.get("turn"), int)
            )
        ]
        self._files = [
            (str(each["path"]), str(each.get("sha256") or ""))
            for each in (files if isinstance(files, list) else [])
            if isinstance(each, dict) and isinstance(each.get("path"), str)
        ]

    def sentences(self, used: list[tuple[str, str]]) -> str:
        """For the speaker notes; `used` are the expressions of a slide, each with what it was used for."""
        places: dict[str, list[str]] = {}
        for what, expression in used:
            places.setdefault(expression, []).append(what)
        if not places:
            return ""
        lines = [HEADING]
        for expression, whats in list(places.items())[:MAX_EXPRESSIONS]:
            lines.append(f"• {one_line(', '.join(dict.fromkeys(whats)))[:120]}: {shortened(expression)}")
        if len(places) > MAX_EXPRESSIONS:
            lines.append(f"• and {len(places) - MAX_EXPRESSIONS} more expressions")
        chain = self._chain([name for expression in places for name in _names(expression)])
        if chain:
            lines.append("Variables: " + "; ".join(self._origin(name) for name in chain[:MAX_NAMES]))
        files = self._files_of(chain)
        if files:
            lines.append("Data files: " + "; ".join(_file(path, sha256) for path, sha256 in files))
        return "\n".join(lines)

    def _last(self, name: str) -> Statement | None:
        """The statement that assigned `name` last."""
        return next((each for each in reversed(self._statements) if name in each.assigned), None)

    def _chain(self, names: list[str]) -> list[str]:
        """The variables, and those they were made of, nearest first; no modules and no built-in names."""
        chain: list[str] = []
        waiting = list(dict.fromkeys(names))
        while waiting and len(chain) < MAX_NAMES * 4:
            name = waiting.pop(0)
            made = self._last(name)
            is_module = made is not None and made.is_import
            if name in chain or is_module or (made is None and name in BUILTINS):
                continue
            chain.append(name)
            for each in self._makers(name):
                waiting.extend(sorted(each.named - set(chain)))
        direct = set(names)
        return [name for name in chain if name in direct or self._last(name) is not None]

    def _makers(self, name: str) -> list[Statement]:
        """All statements that made a variable what it is: a frame is read once and changed later."""
        return [each for each in self._statements if name in each.assigned]

    def _origin(self, name: str) -> str:
        made = self._last(name)
        if made is None:
            return f"{name} from the notebook"
        others = [each.label for each in self._makers(name) if each.is_cell and not made.is_cell]
        also = f", also assigned in {others[-1]}" if others else ""
        return f"{name} from {made.label}{also}"

    def _files_of(self, chain: list[str]) -> list[tuple[str, str]]:
        """The files that the code of these variables names; all, where it names none."""
        texts = [text for name in chain for each in self._makers(name) for text in each.texts]
        found = [
            (path, sha256)
            for path, sha256 in self._files
            if any(path == text or os.path.basename(path) in text for text in texts)
        ]
        return found or self._files


def _file(path: str, sha256: str) -> str:
    return f"{path} (sha256 {sha256[:DIGITS]})" if sha256 else path


def _label(source: dict[str, Any]) -> str:
    turn, cell = source.get("turn"), source.get("cell")
    if isinstance(cell, str) and cell:
        return f"cell {cell}" if not isinstance(turn, int) else f"turn {turn} (cell {cell})"
    return f"turn {turn}" if isinstance(turn, int) else "the notebook"


def _names(expression: str) -> list[str]:
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    bound = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    } | {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id not in bound]


def _statements(code: str, label: str, is_cell: bool) -> list[Statement]:
    if code.lstrip().startswith("%%"):
        code = code.lstrip().partition("\n")[2]
    for text in (code, MAGIC.sub("", code)):
        try:
            return [_statement(node, label, is_cell) for node in ast.parse(text).body]
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return []


def _statement(statement: ast.stmt, label: str, is_cell: bool) -> Statement:
    assigned: set[str] = set()
    named: set[str] = set()
    texts: list[str] = []
    is_import = isinstance(statement, (ast.Import, ast.ImportFrom))
    for node in ast.walk(statement):
        if isinstance(node, ast.Name):
            (named if isinstance(node.ctx, ast.Load) else assigned).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            assigned.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            assigned.update((each.asname or each.name).partition(".")[0] for each in node.names)
        elif isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            _add_owner(node, assigned)
        elif isinstance(node, ast.Call):
            _add_changed(node, assigned)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.append(node.value)
    return Statement(label, frozenset(assigned), frozenset(named), tuple(texts), is_import, is_cell)


def _add_changed(call: ast.Call, assigned: set[str]) -> None:
    """`frame.dropna(inplace=True)` and `rows.append(…)` change what they are called on."""
    if not isinstance(call.func, ast.Attribute):
        return
    in_place = any(
        each.arg == "inplace" and isinstance(each.value, ast.Constant) and each.value.value is True
        for each in call.keywords
    )
    if in_place or call.func.attr in CHANGING:
        _add_owner(call.func, assigned)


def _add_owner(node: ast.expr, assigned: set[str]) -> None:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    if isinstance(node, ast.Name):
        assigned.add(node.id)
