"""The programs that draw slides: LibreOffice makes a PDF of a deck, poppler draws its pages."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from .failures import PreviewUnavailable

OFFICE_NAMES = ("soffice", "libreoffice")
# Where installers put LibreOffice without adding it to the path.
OFFICE_PLACES = {
    "darwin": ["/Applications/LibreOffice.app/Contents/MacOS/soffice"],
    "win32": [
        rf"{os.environ.get(folder, '')}\LibreOffice\program\soffice.exe"
        for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)")
    ],
}
DRAWING_NAME = "pdftoppm"

# What the programs are told of the server's environment: nothing secret, such as a model's key.
PASSED_ON = (
    *("PATH", "HOME", "USER", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    *("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_CACHE_HOME"),
    *("SYSTEMROOT", "WINDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMFILES"),
)


@dataclass(frozen=True)
class Programs:
    """Paths of the programs."""

    office: str
    drawing: str


def find_programs() -> Programs:
    """Looked up anew each time: what was installed meanwhile counts.

    Raises `PreviewUnavailable`.
    """
    places = [place for place in OFFICE_PLACES.get(sys.platform, []) if Path(place).is_file()]
    office = next(filter(None, (*(shutil.which(name) for name in OFFICE_NAMES), *places)), None)
    if office is None:
        raise PreviewUnavailable(
            "Pictures of slides need LibreOffice, which this Jupyter server does not have."
        )
    drawing = shutil.which(DRAWING_NAME)
    if drawing is None:
        raise PreviewUnavailable(
            "Pictures of slides need pdftoppm (of poppler-utils), which this Jupyter server does not have."
        )
    return Programs(office, drawing)


def environment(folder: Path) -> dict[str, str]:
    """The environment of a program that writes its temporary files into `folder`."""
    passed = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in PASSED_ON or name.startswith("LC_")
    }
    temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))
    # Without a screen, whatever desktop the server was started on.
    return {**passed, **temporary, "SAL_USE_VCLPLUGIN": "svp"}
