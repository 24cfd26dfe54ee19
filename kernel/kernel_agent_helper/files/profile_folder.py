"""A folder, or the files that match a pattern, as one set of data."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

from ..budget import Budget
from ..reply import HelperError
from .data_files import iso_time
from .file_status import file_status
from .folder_columns import joined_columns
from .folder_members import Member, members_of
from .path_pattern import is_pattern
from .paths import resolve
from .plain_reason import not_profiled

#: Members that are read; of the others name, type and size are told.
MAX_READ = 200
#: Bytes of one member that is read, and of all.
MAX_MEMBER_BYTES = 16 * 1024**2
MAX_READ_BYTES = 64 * 1024**2
SECONDS = 3.0
#: Members that are listed, names of columns in the list, members of another kind that are named.
MAX_LISTED = 200
MAX_LISTED_COLUMNS = 2000
MAX_NAMED = 20


def is_folder(path: str) -> bool:
    """Whether `path` is a folder, or a pattern such as `data/*.csv` and no file of its own. Never raises."""
    try:
        actual = resolve(path)
        return bool(path) and (os.path.isdir(actual) or (is_pattern(path) and not os.path.lexists(actual)))
    except (OSError, ValueError):
        return False


def describe_folder(path: str, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """The whole profile. Files of one type and with the same columns are one table, the largest such group.

    Raises `HelperError` when there is no data file.
    """
    found = members_of(path)
    if not found.members:
        raise HelperError(
            f"No file matches {path}." if found.is_pattern else f"{path} is a folder without data files."
        )
    notes = list(found.notes)
    _read(found.members, preview_rows, max_columns, notes)
    group = _largest_group(found.members)
    told: dict[str, Any] = {"load_line": None, "rows": None, "columns": [], "preview": []}
    if group is not None:
        told = _describe_group(path, found, group, notes)
    kinds = Counter(member.source.kind for member in found.members)
    return {
        **_about_all(path, found.members),
        "type": "glob" if found.is_pattern else "folder",
        **told,
        "tables": _listed(found.members, max_columns, notes),
        "structure": [f"{kind or 'no extension'}: {count} files" for kind, count in kinds.most_common(20)],
        "details": {"files": len(found.members), "kinds": dict(kinds.most_common(20))},
        "notes": notes,
    }


def _about_all(path: str, members: list[Member]) -> dict[str, Any]:
    from .profile_file import size_in_mb

    size = sum(member.size for member in members)
    newest = max(member.mtime_ns for member in members)
    # What is compared later with what the files are then, so it has to come from the same function.
    status = file_status([path])["files"][0]
    return {
        "path": path.replace(os.sep, "/"),
        "size_bytes": size,
        "size_mb": size_in_mb(size),
        "modified": iso_time(newest / 1e9),
        "fingerprint": {
            "size": size if status["size"] is None else status["size"],
            "mtime_ns": status["mtime_ns"] or str(newest),
            "sha256": None,
        },
        "partial": False,
        "total_columns": None,
        "sampled_rows": None,
    }


def _read(members: list[Member], preview_rows: int, max_columns: int, notes: list[str]) -> None:
    """Profiles the members, as many as are quickly read."""
    from .profile_file import describer_of

    budget = Budget(SECONDS)
    left = MAX_READ_BYTES
    unread = 0
    for position, member in enumerate(members):
        describe = describer_of(member.source.kind)
        if describe is None or member.size == 0:
            member.problem = "is empty" if member.size == 0 else "is of a type that is not read"
            continue
        if position >= MAX_READ or member.size > min(left, MAX_MEMBER_BYTES) or budget.is_spent():
            unread += 1
            continue
        left -= member.size
        try:
            member.profile = describe(member.source, preview_rows if position == 0 else 1, max_columns)
        except HelperError as error:
            member.problem = f"could not be read ({error})"
        except Exception as error:
            member.problem = f"could not be read ({not_profiled(member.source.name, error)})"
    if unread:
        notes.append(
            f"{unread} of {len(members)} files were not read, because they are many or large; they are "
            "taken to be like the others of their type."
        )


def _schema(member: Member) -> tuple[str, frozenset[str]] | None:
    columns = (member.profile or {}).get("columns")
    return (member.source.kind, frozenset(column["name"] for column in columns)) if columns else None


def _largest_group(members: list[Member]) -> list[Member] | None:
    """The members that are one table; those that were not read are in it if their type is."""
    schemas = Counter(schema for schema in map(_schema, members) if schema is not None)
    if not schemas:
        return None
    best = max(schemas, key=lambda schema: schemas[schema])
    return [
        member
        for member in members
        if _schema(member) == best
        or (member.profile is None and not member.problem and member.source.kind == best[0])
    ]


def _describe_group(path: str, found: Any, group: list[Member], notes: list[str]) -> dict[str, Any]:
    first = next(member for member in group if member.profile is not None)
    profile = first.profile or {}
    profiles = [member.profile for member in group if member.profile is not None]
    is_whole = len(profiles) == len(group) and all(p.get("rows") is not None for p in profiles)
    rest = [member for member in found.members if member not in group]
    _note_rest(rest, {column["name"] for column in profile["columns"]}, notes)
    template = _template(first)
    other = [m.source.name for m in group if m.profile is not None and _template(m) != template]
    if other:
        names = ", ".join(other[:5]) + (", …" if len(other) > 5 else "")
        notes.append(f"Read as the first file is, these may come out differently: {names}.")
    columns = joined_columns(profiles, is_whole)
    if not is_whole:
        notes.append(f"Columns are those of {len(profiles)} of {len(group)} files.")
    elif len(group) > 1:
        notes.append(f"{len(group)} files with the same columns; rows and columns are those of all together.")
    line = profile.get("load_line")
    if template is not None and len(group) > 1:
        line = f"pd.concat([{template} for f in {_names(found, group)}], ignore_index=True)"
    return {
        "load_line": line,
        "rows": sum(p["rows"] for p in profiles) if is_whole else None,
        "columns": columns,
        "total_columns": profile.get("total_columns") or len(columns),
        "preview": profile.get("preview", []),
    }


def _template(member: Member) -> str | None:
    """The member's load line with `f` for its name."""
    line, name = (member.profile or {}).get("load_line"), repr(member.source.name)
    return line.replace(name, "f") if line and line.startswith("pd.") and line.count(name) == 1 else None


def _names(found: Any, group: list[Member]) -> str:
    """Python for the sorted names of the group: by pattern where hardly another file matches it."""
    if found.is_deep and len(group) > MAX_NAMED:
        # Links to folders are not followed, as they were not here.
        suffix = "*" + os.path.splitext(group[0].source.name)[1]
        return f"sorted(map(str, __import__('pathlib').Path({found.path!r}).rglob({suffix!r})))"
    pattern, matched = found.pattern_for(group[0].source)
    names = {member.source.name for member in group}
    beside = sorted(matched - names)
    if names - matched or len(beside) > MAX_NAMED or "**" in pattern:
        return repr(sorted(names))
    listed = f"sorted(__import__('glob').glob({pattern!r}))"
    return f"{listed} if f not in {beside!r}" if beside else listed


def _note_rest(rest: list[Member], names: set[str], notes: list[str]) -> None:
    for member in rest[:MAX_NAMED]:
        columns = {column["name"] for column in (member.profile or {}).get("columns", [])}
        if member.problem:
            why = member.problem
        elif columns:
            missing, more = sorted(names - columns)[:5], sorted(columns - names)[:5]
            parts = [f"has no {', '.join(missing)}"] * bool(missing) + [f"has {', '.join(more)}"] * bool(more)
            why = " and ".join(parts) or f"is of another type ({member.source.kind})"
        else:
            why = f"is no table ({(member.profile or {}).get('type', member.source.kind)})"
        notes.append(f"{member.source.name} is not part of it: it {why}.")
    if len(rest) > MAX_NAMED:
        notes.append(f"{len(rest) - MAX_NAMED} more files are not part of it.")


def _listed(members: list[Member], max_columns: int, notes: list[str]) -> list[dict[str, Any]]:
    left = MAX_LISTED_COLUMNS
    listed = []
    for member in members[:MAX_LISTED]:
        profile = member.profile or {}
        names = [column["name"] for column in profile.get("columns", [])][: min(left, max_columns)]
        left -= len(names)
        listed.append(
            {
                "name": member.source.name,
                "type": profile.get("type", member.source.kind),
                "rows": profile.get("rows"),
                "columns": names,
                "size_bytes": member.size,
                "load_line": profile.get("load_line"),
            }
        )
    if len(members) > MAX_LISTED:
        notes.append(f"{len(members)} files; only the first {MAX_LISTED} are listed.")
    return listed
