"""Pictures of a deck's slides: what the browser gets, and of which files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest
from jupyter_server.auth import Authorizer
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.contents.manager import ContentsManager

from .conftest import PLANTED_KEY
from .drawing_programs import DrawingPrograms, write_deck
from .preview_client import PREVIEW, SLIDE, look


async def test_the_slides_of_a_deck_are_pictures(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path
) -> None:
    write_deck(jp_root_dir / "Übersicht 1" / "deck.PPTX")
    known = await look(browser, "Übersicht 1/deck.PPTX")
    assert known == {
        "available": True,
        "state": "ready",
        "slides": 3,
        "more": False,
        "version": known["version"],
        "reason": "",
    }
    about = {"path": "Übersicht 1/deck.PPTX", "version": known["version"]}
    for number in (1, 2, 3):
        response = await browser.get(SLIDE, params={**about, "number": number})
        assert response.content == b"PNG %d" % number
        assert response.headers["content-type"] == "image/png"
        assert response.headers["cache-control"] == "no-store"
    for number in ("0", "4", "100000", "-1", "x", "1.5", "%31", "٣"):
        response = await browser.get(SLIDE, params={**about, "number": number})
        assert response.status_code in (400, 404)
    assert os.listdir(jp_root_dir / "Übersicht 1") == ["deck.PPTX"]


async def test_a_deck_is_drawn_once_until_it_changes(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path
) -> None:
    deck = write_deck(jp_root_dir / "deck.pptx")
    first = await look(browser)
    shutil.copy(deck, jp_root_dir / "copy.pptx")
    assert await look(browser, "copy.pptx") == first
    assert len(programs.calls) == 2
    write_deck(deck, "another")
    programs.plan(pdftoppm={"slides": 1})
    old = await browser.get(SLIDE, params={"path": "deck.pptx", "version": first["version"], "number": 1})
    assert old.status_code == 404
    changed = await look(browser)
    assert (changed["slides"], changed["version"] == first["version"]) == (1, False)
    assert len(programs.calls) == 4


async def test_libreoffice_gets_a_copy_a_profile_of_its_own_and_no_secrets(
    browser: httpx.AsyncClient,
    programs: DrawingPrograms,
    jp_root_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", PLANTED_KEY)
    monkeypatch.setenv("JUPYTER_TOKEN", PLANTED_KEY)
    write_deck(jp_root_dir / "-env:x=y.pptx")
    assert (await look(browser, "-env:x=y.pptx"))["state"] == "ready"
    office, drawing = programs.calls
    arguments = office["arguments"]
    assert not any(str(jp_root_dir) in argument for argument in arguments)
    assert "--headless" in arguments
    assert "--infilter=Impress MS PowerPoint 2007 XML" in arguments
    assert arguments[-1].endswith("/deck.pptx")
    profile = next(a for a in arguments if a.startswith("-env:UserInstallation=file://"))
    settings = Path(profile.partition("file://")[2], "user", "registrymodifications.xcu").read_text()
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    assert '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true<' in settings
    for call in (office, drawing):
        assert PLANTED_KEY not in str(call["environment"])
        assert call["environment"]["TMPDIR"].startswith(str(tmp_path))
        assert not Path(call["environment"]["TMPDIR"]).exists()


@pytest.mark.parametrize(("missing", "word"), [("soffice", "LibreOffice"), ("pdftoppm", "pdftoppm")])
async def test_without_the_programs_it_is_said_what_is_missing(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, missing: str, word: str
) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    programs.remove(missing)
    known = await look(browser)
    assert (known["available"], known["state"], known["slides"]) == (False, "unavailable", 0)
    assert word in known["reason"]
    programs.install(missing)
    assert (await look(browser))["state"] == "ready"


@pytest.mark.parametrize(
    "path",
    [
        "missing.pptx",
        "folder.pptx",
        "../outside.pptx",
        "folder.pptx/../../outside.pptx",
        "..\\outside.pptx",
        "/../outside.pptx",
        ".hidden.pptx",
        ".hidden/deck.pptx",
        "deck.pptx\0.pptx",
        "pipe.pptx",
        "{outside}",
    ],
)
async def test_only_files_that_the_contents_manager_shows(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, path: str
) -> None:
    outside = write_deck(jp_root_dir.parent / "outside.pptx")
    for name in ("deck.pptx", ".hidden.pptx", ".hidden/deck.pptx"):
        write_deck(jp_root_dir / name)
    (jp_root_dir / "folder.pptx").mkdir()
    os.mkfifo(jp_root_dir / "pipe.pptx")
    path = path.format(outside=outside)
    for where in (PREVIEW, SLIDE):
        response = await browser.get(where, params={"path": path, "version": "x" * 64, "number": "1"})
        assert response.status_code in (400, 404)
        assert "\n" not in response.json()["message"]
    assert programs.calls == []


async def test_hidden_files_are_shown_where_the_server_shows_them(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, jp_serverapp: ServerApp
) -> None:
    write_deck(jp_root_dir / ".hidden.pptx")
    jp_serverapp.contents_manager.allow_hidden = True
    assert (await look(browser, ".hidden.pptx"))["state"] == "ready"


@pytest.mark.parametrize("version", ["", "../decks", "0" * 64])
async def test_only_pictures_of_the_deck_that_is_there(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, version: str
) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    await look(browser)
    response = await browser.get(SLIDE, params={"path": "deck.pptx", "version": version, "number": "1"})
    assert response.status_code == 404


async def test_other_files_have_no_preview(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path
) -> None:
    (jp_root_dir / "a.html").write_text("<img src='http://example.invalid'>")
    known = await look(browser, "a.html")
    assert (known["available"], known["reason"]) == (
        False,
        "There are previews of PowerPoint decks (.pptx) only.",
    )
    assert (await browser.get(PREVIEW)).status_code == 400


class Elsewhere(ContentsManager):
    """Files that lie on no disk of this server."""


async def test_files_elsewhere_have_no_preview(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_serverapp: ServerApp
) -> None:
    jp_serverapp.web_app.settings["contents_manager"] = Elsewhere()
    known = await look(browser)
    assert known["available"] is False
    assert "on its own disk" in known["reason"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged"),
        (b"<html>", "damaged"),
        (b"PK\x03\x04" + b"\0" * 200, "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "password"),
    ],
)
async def test_what_is_no_deck_does_not_reach_libreoffice(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, content: bytes, reason: str
) -> None:
    (jp_root_dir / "deck.pptx").write_bytes(content)
    known = await look(browser)
    assert known["state"] == "failed"
    assert reason in known["reason"]
    assert programs.calls == []


async def test_macros_do_not_reach_libreoffice(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path
) -> None:
    write_deck(jp_root_dir / "deck.pptx", **{"ppt/vbaProject.bin": "macros"})
    assert (await look(browser))["reason"] == "The deck holds macros."
    assert programs.calls == []


async def test_without_a_token_there_is_nothing(anonymous: httpx.AsyncClient, jp_root_dir: Path) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    for where in (PREVIEW, SLIDE):
        response = await anonymous.get(where, params={"path": "deck.pptx", "version": "", "number": "1"})
        assert response.status_code == 403


async def test_a_page_elsewhere_cannot_make_the_server_work(
    anonymous: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, jp_serverapp: ServerApp
) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    await anonymous.get(f"../../login?token={jp_serverapp.identity_provider.token}")
    about = {"path": "deck.pptx"}
    elsewhere = {"Referer": "https://evil.example/page"}
    assert (await anonymous.get(PREVIEW, params=about, headers=elsewhere)).status_code in (403, 404)
    assert programs.calls == []
    here = {"Referer": str(anonymous.base_url)}
    assert (await anonymous.get(PREVIEW, params=about, headers=here)).status_code == 200


class NoFiles(Authorizer):
    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        return resource != "contents"


@pytest.mark.parametrize("server_settings", [{"authorizer_class": NoFiles}])
async def test_an_authorizer_that_keeps_files_keeps_their_previews(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path
) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    assert (await browser.get(PREVIEW, params={"path": "deck.pptx"})).status_code == 403
