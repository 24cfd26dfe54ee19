"""A folder, variables and decks that are built of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from deck_reading import Deck, check_rules
from kernel_agent_helper import evaluate, interpolation
from kernel_agent_helper.reply import HelperError
from kernel_agent_helper.report import deck_paths, evaluation
from kernel_agent_helper.report.build_report import build_report


class ReportTrial:
    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.variables: dict[str, Any] = {}
        for module in (evaluation, interpolation, evaluate):
            patch.setattr(module, "user_namespace", lambda: self.variables)
        patch.setattr(deck_paths, "notebook_folder", lambda: str(folder))
        self.result: dict[str, Any] = {}

    def build(self, *slides: dict[str, Any], **rest: Any) -> Deck:
        """The deck as it is on the disk; it keeps PowerPoint's rules."""
        more = {name: rest.pop(name) for name in ("sources", "files") if name in rest}
        outline = {"path": "deck.pptx", "slides": list(slides), **rest}
        self.result = build_report(outline, **more)
        deck = Deck(self.folder / outline["path"])
        check_rules(deck)
        assert len(deck.slides()) == self.result["slides"]
        assert not list(self.folder.rglob("*.tmp"))
        return deck

    def refusal(self, *slides: dict[str, Any], **rest: Any) -> str:
        """The sentence of the error; whatever was in the folder is as it was."""
        before = self.listing()
        with pytest.raises(HelperError) as caught:
            build_report({"path": "deck.pptx", "slides": list(slides), **rest})
        assert self.listing() == before
        sentence = str(caught.value)
        assert sentence.endswith(".") and "\n" not in sentence and ("Traceback" not in sentence)
        return sentence

    def listing(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}


def chart(kind: str, data: str, **rest: Any) -> dict[str, Any]:
    return {"kind": "chart", "title": "A chart", "chart": {"type": kind, "data": data, **rest}}


def table(data: str, **rest: Any) -> dict[str, Any]:
    return {"kind": "table", "title": "A table", "table": {"data": data, **rest}}


def bullets(*texts: Any, title: str = "Points") -> dict[str, Any]:
    return {"kind": "bullets", "title": title, "bullets": list(texts)}
