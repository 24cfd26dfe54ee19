"""Only what is a plain file may be opened: a pipe or a device would wait for ever."""

from __future__ import annotations

import errno
import os
import stat

from ..reply import HelperError

KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISDIR, "a folder"),
)


def check_regular(path: str, name: str) -> os.stat_result:
    """The status of a file that can be opened. Raises `HelperError` with a sentence otherwise."""
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        raise HelperError(f"{name} {reason(error)}.") from None
    kind = what_else(status)
    if kind:
        raise HelperError(f"{name} is {kind}, no file: it is not opened.")
    if not os.access(path, os.R_OK):
        raise HelperError(f"{name} may not be read: permission is denied.")
    return status


def what_else(status: os.stat_result) -> str:
    """`a named pipe`, …; empty for a plain file."""
    return next((words for test, words in KINDS if test(status.st_mode)), "")


def reason(error: Exception) -> str:
    """Why a path leads nowhere, to be read behind its name."""
    if isinstance(error, ValueError):
        return "is no path: it holds a NUL character"
    code = getattr(error, "errno", None)
    if code in (errno.ENOENT, errno.ENOTDIR):
        return "is not there, or is a link to what is not there"
    if code == errno.ELOOP:
        return "is a link that leads back to itself"
    if code in (errno.EACCES, errno.EPERM):
        return "may not be read: permission is denied"
    if code == errno.ENAMETOOLONG:
        return "is no path: it is too long"
    return f"could not be looked at: {getattr(error, 'strerror', None) or error}"
