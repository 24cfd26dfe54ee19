"""The one door: calls a function by name and always comes back with a reply."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

from .evaluate import evaluate
from .hello import hello
from .interpolation import assign, interpolate
from .late import late_module
from .namespace import namespace
from .quiet import quiet
from .reply import HelperError, Reply, failure, success

FUNCTIONS: dict[str, Callable[..., object]] = {
    "hello": hello,
    "namespace": namespace,
    "evaluate": evaluate,
    "interpolate": interpolate,
    "assign": assign,
}
#: Functions on files and the modules in `files` that have them; loaded when they are first called.
FILE_FUNCTIONS = {
    "data_files": "data_files",
    "file_status": "file_status",
    "profile_file": "profile_file",
    "start_profile": "jobs",
    "profile_progress": "jobs",
    "stop_profile": "jobs",
}
#: The same for decks, in `report`.
REPORT_FUNCTIONS = {"build_report": "build_report"}


def call(request: str) -> Reply:
    """Answers `request`, the base64 of the UTF-8 JSON `{"name": …, "args": {…}}`.

    Never raises, except `KeyboardInterrupt`: an interrupt is the user's or the client's wish.
    """
    with quiet():
        try:
            return success(_answer(request))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return failure(error)


def _answer(request: str) -> object:
    content = json.loads(base64.b64decode(request).decode("utf-8"))
    name, args = content["name"], content.get("args") or {}
    function = FUNCTIONS.get(name) or _late_function(name)
    if function is None:
        raise HelperError(f"The helper has no function {name!r}.")
    return function(**args)


def _late_function(name: str) -> Callable[..., object] | None:
    for folder, functions in (("files", FILE_FUNCTIONS), ("report", REPORT_FUNCTIONS)):
        if name in functions:
            return getattr(late_module(functions[name], folder), name)
    return None
