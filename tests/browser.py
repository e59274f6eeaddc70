"""A real browser for walks: `walker("worker", language="zh-hans", width=390)` is a page signed in as the worker."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from linli.base.working_time import CHINA

from .cast import NOW
from .lacking import need
from .thorough import IS_THOROUGH
from .visitors import sign_in

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LANGUAGES = ["zh-hans", "en"] if IS_THOROUGH else ["zh-hans"]
"""Walks go through the pages in Chinese; in a thorough run in English as well, and axe reads each page on the way, not only those of test_axe.py."""
SCREENSHOTS = Path(__file__).with_name("screenshots")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    need("chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in this thread, beside the database
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def walker(
    chromium: Browser, live_server, real_cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Page]]:
    """Pages for people of the cast, at the cast's time. An error on a console, or a request to another host, fails the test."""
    monkeypatch.setattr("linli.people.middleware.local_now", lambda: NOW)
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        who: str | None = None, *, language: str = "en", width: int = 1366, theme: str = "light", mode: str = ""
    ) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 844}, base_url=live_server.url)
        cookies = {"linli_language": language, "linli_theme": theme, "linli_mode": mode, "linli_community": "jia"}
        if who:
            client = Client()
            sign_in(client, real_cast.keys[who], who, verified=True)
            cookies["sessionid"] = client.cookies["sessionid"].value
        context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()])
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" and "404" not in m.text else None)
        page.on(
            "request",
            lambda r: complaints.append(r.url) if not r.url.startswith((live_server.url, "data:", "blob:")) else None,
        )
        contexts.append(context)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


def picture(page: Page, name: str) -> None:
    """A screenshot, where somebody wants to look: LINLI_PICTURES=1."""
    if not os.environ.get("LINLI_PICTURES"):
        return
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def violations(page: Page) -> list[str]:
    """What axe knows to be wrong: its name, and the first place of each. A page just left by a click has no document yet: the
    next one is waited for."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(
        "axe.run({resultTypes: ['violations']})"
        ".then(told => told.violations.map(one => `${one.id} ${one.nodes[0].html.slice(0, 120)}`))"
    )
    return found


def accessible(page: Page) -> None:
    """On the way of a thorough walk: no violation that axe knows of."""
    if IS_THOROUGH:
        assert_accessible(page)


def assert_accessible(page: Page) -> None:
    """No violation that axe knows of."""
    found = violations(page)
    assert not found, "\n".join([page.url, *found])


@pytest.fixture
def turn_to(monkeypatch):
    """Everything happens at this hour from now on, and whoever was signed in has just signed in again."""

    def turn(day: date) -> None:
        then = datetime(day.year, day.month, day.day, 10, tzinfo=CHINA)
        monkeypatch.setattr("linli.people.middleware.local_now", lambda: then)
        for kept in Session.objects.all():
            session = SessionStore(kept.session_key)
            session["clock"] = (int(then.timestamp()), int(then.timestamp()))
            session.save()

    return turn
