"""Makes pictures of a deck's slides: LibreOffice writes it as PDF, poppler draws the pages."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from .deck_file import DeckFile, check_deck, copy_deck
from .failures import PreviewFailed
from .limits import Limits
from .processes import ProcessRunner, TooSlow
from .programs import Programs, environment

PAGE_NAME = re.compile(r"page-0*(\d+)\.png")

# LibreOffice takes the file for this and nothing else.
INPUT_FILTER = "Impress MS PowerPoint 2007 XML"
# Hidden slides are drawn, too, so that numbers are those of the deck.
OUTPUT_FILTER = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'

# No macros, and nothing is fetched that a deck links to.
SECURITY = {
    "MacroSecurityLevel": "3",
    "DisableMacrosExecution": "true",
    "DisableActiveContent": "true",
    "BlockUntrustedRefererLinks": "true",
}
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)


class Conversion:
    """Converts one deck at a time, in the thread that asks for it, with a LibreOffice profile of its own."""

    def __init__(self, folder: Path, runner: ProcessRunner) -> None:
        self._folder = folder
        self._profile = folder / "profile"
        self._runner = runner

    def draw(self, deck: DeckFile, version: str, programs: Programs, target: Path, limits: Limits) -> None:
        """Makes the folder `target` with `1.png`, `2.png`, …: one picture more than are shown when there are
        too many slides.

        Raises `PreviewFailed`, `DeckChanged` and `PreviewsClosed`.
        """
        try:
            with tempfile.TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True) as name:
                work = Path(name)
                copy = work / "deck.pptx"
                copy_deck(deck, copy, version, limits)
                check_deck(copy, limits)
                self._write_pdf(copy, programs, limits)
                pages = self._draw_pages(work, programs, limits)
                target.parent.mkdir(exist_ok=True)
                # In one go: a folder that is there is complete.
                pages.rename(target)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise PreviewFailed(f"The slides could not be drawn: {reason}.") from error

    def _write_pdf(self, copy: Path, programs: Programs, limits: Limits) -> None:
        self._prepare_profile()
        command = [
            programs.office,
            f"-env:UserInstallation={self._profile.as_uri()}",
            *(
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                "--nologo",
                "--nofirststartwizard",
            ),
            f"--infilter={INPUT_FILTER}",
            *("--convert-to", OUTPUT_FILTER, "--outdir", str(copy.parent), str(copy)),
        ]
        try:
            self._runner.run(command, copy.parent, environment(copy.parent), limits.office_seconds)
        except BaseException as error:
            # What was ended in the middle may have left its profile in any state.
            shutil.rmtree(self._profile, ignore_errors=True)
            if isinstance(error, TooSlow):
                raise too_slow("LibreOffice", limits.office_seconds) from None
            raise
        # Its exit status says nothing: it is 0 for decks that cannot be read, too.
        if not copy.with_suffix(".pdf").is_file():
            shutil.rmtree(self._profile, ignore_errors=True)
            raise PreviewFailed("LibreOffice could not read the deck.")

    def _draw_pages(self, work: Path, programs: Programs, limits: Limits) -> Path:
        """The folder with a picture for each page."""
        pages = work / "pages"
        pages.mkdir()
        command = [
            *(programs.drawing, "-png", "-l", str(limits.slides + 1)),
            *("-scale-to", str(limits.slide_pixels)),
            *(str(work / "deck.pdf"), str(pages / "page")),
        ]
        try:
            status = self._runner.run(command, work, environment(work), limits.drawing_seconds)
        except TooSlow:
            raise too_slow("Drawing the slides", limits.drawing_seconds) from None
        for path in [*pages.iterdir()]:
            match = PAGE_NAME.fullmatch(path.name)
            if match:
                path.rename(pages / f"{int(match[1])}.png")
        if status != 0 or not (pages / "1.png").is_file():
            raise PreviewFailed("The slides could not be drawn.")
        return pages

    def _prepare_profile(self) -> None:
        user = self._profile / "user"
        if user.is_dir():
            return
        user.mkdir(parents=True)
        items = [SETTING.format(name=name, value=value) for name, value in SECURITY.items()]
        settings = SETTINGS.format(items="\n".join(items))
        (user / "registrymodifications.xcu").write_text(settings, encoding="utf-8")


def too_slow(what: str, seconds: float) -> PreviewFailed:
    """A failure for want of time."""
    return PreviewFailed(f"{what} took longer than {seconds:g} s and was stopped.")
