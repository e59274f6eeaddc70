"""Passkeys in a real browser, under the strict content policy: added, used to sign in, trouble said in words."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page whose device holds passkeys; an error on its console fails the test."""
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()
    assert not [words for words in complaints if "Content Security Policy" in words]


def test_a_worker_adds_a_passkey_and_signs_in_with_it_alone(real_cast, real_accounts, live_server, page: Page) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("User name, telephone or e-mail").fill("worker")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="One more step before work")).to_be_visible()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{live_server.url}/settings/people/")
    expect(page.get_by_role("heading", name="People of Jia")).to_be_visible()

    page.goto(f"{live_server.url}/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="With a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto(f"{live_server.url}/settings/people/")
    expect(page.get_by_role("heading", name="People of Jia")).to_be_visible()


def test_a_device_without_a_passkey_is_told_so(real_cast, live_server, page: Page) -> None:
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="With a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
