"""Pictures of a deck's slides: what the browser gets, and what is left behind (nothing)."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import os
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest
from jupyter_server.auth import Authorizer
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.contents.manager import ContentsManager

from jupyterlab_kernel_agent.preview.limits import Limits
from jupyterlab_kernel_agent.preview.picture_cache import PictureCache
from jupyterlab_kernel_agent.preview.previews import Previews

from .conftest import EXTENSION, PLANTED_KEY
from .drawing_programs import DrawingPrograms, is_running, write_deck

PREVIEW = "../preview"
SLIDE = "../preview/slide"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DrawingPrograms:
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return DrawingPrograms(folder)


@pytest.fixture
def previews(jp_serverapp: ServerApp) -> Previews:
    return jp_serverapp.extension_manager.extension_points[EXTENSION].app.previews


def limit(previews: Previews, **values: Any) -> None:
    previews.limits = dataclasses.replace(previews.limits, **values)


async def look(browser: httpx.AsyncClient, path: str = "deck.pptx") -> dict[str, Any]:
    """What the server says once it is done."""
    while True:
        response = await browser.get(PREVIEW, params={"path": path})
        assert response.status_code == 200, response.text
        if response.json()["state"] != "converting":
            return response.json()


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


async def test_what_is_too_large_is_not_read(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, previews: Previews
) -> None:
    write_deck(jp_root_dir / "deck.pptx", "x" * 2_000_000)
    limit(previews, deck_bytes=1_000_000)
    assert (await look(browser))["reason"] == "The deck is larger than 1 MB."
    limit(previews, deck_bytes=10_000_000, unpacked_bytes=1_000_000)
    assert "unpacks to more" in (await look(browser))["reason"]
    limit(previews, directory_bytes=100, failure_seconds=0)
    assert "damaged" in (await look(browser))["reason"]
    assert programs.calls == []


async def test_a_deck_that_libreoffice_cannot_read_may_be_tried_again(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, previews: Previews
) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    programs.plan(soffice={"writes": False})
    for _ in range(2):
        known = await look(browser)
        assert (known["state"], known["reason"]) == ("failed", "LibreOffice could not read the deck.")
    assert len(programs.calls) == 1
    limit(previews, failure_seconds=0)
    programs.plan()
    assert (await look(browser))["state"] == "ready"


@pytest.mark.parametrize("plan", [{"status": 1}, {"writes": False}])
async def test_slides_that_cannot_be_drawn(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, plan: dict[str, Any]
) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    programs.plan(pdftoppm=plan)
    assert (await look(browser))["reason"] == "The slides could not be drawn."


@pytest.mark.parametrize(
    ("name", "limits", "words"),
    [
        ("soffice", {"office_seconds": 0.5}, "LibreOffice took longer than 0.5 s"),
        ("pdftoppm", {"drawing_seconds": 0.5}, "Drawing the slides took longer than 0.5 s"),
    ],
)
async def test_what_hangs_is_ended_with_everything_it_started(
    browser: httpx.AsyncClient,
    programs: DrawingPrograms,
    jp_root_dir: Path,
    previews: Previews,
    tmp_path: Path,
    name: str,
    limits: dict[str, float],
    words: str,
) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    programs.plan(**{name: {"hangs": True, "child": True}})
    limit(previews, failure_seconds=60, **limits)
    known = await look(browser)
    assert known["state"] == "failed"
    assert words in known["reason"]
    call = programs.calls[-1]
    assert not is_running(call["pid"])
    assert not is_running(call["child"])
    assert [*tmp_path.glob("kernel-agent-preview-*/tmp*")] == []


async def test_nothing_outlives_a_conversion_that_went_well(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path
) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    programs.plan(soffice={"child": True})
    assert (await look(browser))["state"] == "ready"
    assert not is_running(programs.calls[0]["child"])


async def test_one_deck_at_a_time_each_once_and_not_too_many_waiting(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, previews: Previews
) -> None:
    for name in ("a", "b", "c"):
        write_deck(jp_root_dir / f"{name}.pptx", name)
    programs.plan(soffice={"gate": True})
    limit(previews, patience_seconds=0.05, waiting=1)
    answers = [(await browser.get(PREVIEW, params={"path": f"{n}.pptx"})).json() for n in "aabbc"]
    assert [answer["state"] for answer in answers] == [*["converting"] * 4, "failed"]
    assert answers[-1]["reason"].startswith("Too many decks")
    while not programs.calls:
        await asyncio.sleep(0)
    assert len(programs.calls) == 1
    programs.open_gate()
    both = await asyncio.gather(*(look(browser, f"{name}.pptx") for name in "ab"))
    assert [known["state"] for known in both] == ["ready", "ready"]
    assert [call["name"] for call in programs.calls] == ["soffice", "pdftoppm"] * 2
    assert (await look(browser, "c.pptx"))["state"] == "ready"


async def test_a_deck_that_is_written_meanwhile_is_drawn_as_it_is_in_the_end(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, previews: Previews
) -> None:
    write_deck(jp_root_dir / "other.pptx", "other")
    deck = write_deck(jp_root_dir / "deck.pptx", "before")
    programs.plan(soffice={"gate": True})
    limit(previews, patience_seconds=0.05)
    for name in ("other", "deck"):
        await browser.get(PREVIEW, params={"path": f"{name}.pptx"})
    write_deck(deck, "after that")
    programs.open_gate()
    known = await look(browser)
    assert known["state"] == "ready"
    assert (await look(browser))["version"] == known["version"]


async def test_a_long_deck_is_shown_in_part(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, previews: Previews
) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    programs.plan(pdftoppm={"slides": 30})
    limit(previews, slides=5)
    known = await look(browser)
    assert (known["slides"], known["more"]) == (5, True)
    about = {"path": "deck.pptx", "version": known["version"]}
    assert (await browser.get(SLIDE, params={**about, "number": 6})).status_code == 404


async def test_pictures_that_were_dropped_are_drawn_again(
    browser: httpx.AsyncClient, programs: DrawingPrograms, jp_root_dir: Path, previews: Previews
) -> None:
    limit(previews, cache_decks=1)
    for name in "aba":
        write_deck(jp_root_dir / f"{name}.pptx", name)
        assert (await look(browser, f"{name}.pptx"))["state"] == "ready"
    assert len(programs.calls) == 6


def test_the_cache_is_bounded_in_size_number_and_age(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path / "decks")
    for age, version in enumerate("abcd"):
        cache.place(version).mkdir(parents=True)
        (cache.place(version) / "1.png").write_bytes(b"x" * 100)
        long_ago = cache.place(version).stat().st_mtime - 1000 * age
        os.utime(cache.place(version), (long_ago, long_ago))
    kept = lambda: [version for version in "abcd" if cache.place(version).exists()]  # noqa: E731
    cache.tidy(Limits(cache_seconds=2500))
    assert kept() == ["a", "b", "c"]
    cache.tidy(Limits(cache_bytes=250))
    assert kept() == ["a", "b"]
    cache.tidy(Limits(cache_decks=1))
    assert kept() == ["a"]
    assert cache.count("a") == 1
    assert cache.count("b") == 0


async def test_the_end_of_the_server_ends_the_conversion_and_leaves_nothing(
    browser: httpx.AsyncClient,
    programs: DrawingPrograms,
    jp_root_dir: Path,
    jp_serverapp: ServerApp,
    previews: Previews,
    tmp_path: Path,
) -> None:
    for name in "ab":
        write_deck(jp_root_dir / f"{name}.pptx", name)
    programs.plan(soffice={"hangs": True, "child": True})
    limit(previews, patience_seconds=0.01)
    for name in "ab":
        await browser.get(PREVIEW, params={"path": f"{name}.pptx"})
    while not programs.calls:
        await asyncio.sleep(0)
    await jp_serverapp.extension_manager.extension_points[EXTENSION].app.stop_extension()
    (call,) = programs.calls
    assert not is_running(call["pid"])
    assert not is_running(call["child"])
    assert [*tmp_path.glob("kernel-agent-preview-*")] == []
    assert (await look(browser, "a.pptx"))["state"] == "failed"


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


async def test_a_fault_of_the_program_is_logged_and_said_plainly(
    browser: httpx.AsyncClient,
    programs: DrawingPrograms,
    jp_root_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    write_deck(jp_root_dir / "deck.pptx")
    monkeypatch.setattr("jupyterlab_kernel_agent.preview.conversion.check_deck", lambda *_: 1 / 0)
    with caplog.at_level(logging.WARNING):
        assert (await look(browser))["reason"] == "The slides could not be drawn."
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.skipif(not shutil.which("soffice") or not shutil.which("pdftoppm"), reason="needs LibreOffice")
async def test_libreoffice_itself_draws_a_deck(browser: httpx.AsyncClient, jp_root_dir: Path) -> None:
    pptx = pytest.importorskip("pptx")
    deck = pptx.Presentation()
    for title in ("One", "Two"):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = title
    deck.slides[1]._element.set("show", "0")
    deck.save(jp_root_dir / "deck.pptx")
    known = await look(browser)
    assert (known["state"], known["slides"], known["reason"]) == ("ready", 2, "")
    about = {"path": "deck.pptx", "version": known["version"], "number": 2}
    assert (await browser.get(SLIDE, params=about)).content.startswith(b"\x89PNG")
