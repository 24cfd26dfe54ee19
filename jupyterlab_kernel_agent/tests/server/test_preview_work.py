"""How decks are drawn: what goes wrong, what is bounded, and what is left behind (nothing)."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest
from jupyter_server.serverapp import ServerApp

from jupyterlab_kernel_agent.preview.limits import Limits
from jupyterlab_kernel_agent.preview.picture_cache import PictureCache
from jupyterlab_kernel_agent.preview.previews import Previews

from .conftest import EXTENSION
from .drawing_programs import DrawingPrograms, is_running, write_deck
from .preview_client import PREVIEW, SLIDE, limit, look


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
