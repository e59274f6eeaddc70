"""Make the README's pictures: a demonstration is loaded into a folder of its own, served, and photographed."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.house import House  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
PASSWORD = "linli-demo-2026"  # noqa: S105  the demonstration's
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

SHOTS = (
    # name, language, width, who, path
    ("home-zh", "zh-hans", 1366, "", "/c/guangzhong/"),
    ("report-zh", "zh-hans", 390, "", "/report/?c=guangzhong"),
    ("desk-zh", "zh-hans", 1366, "worker", "/desk/?tab=open"),
    ("whistle-zh", "zh-hans", 1366, "department", "/whistles/"),
    ("apply-zh", "zh-hans", 1366, "coordinator", "/gate/2/"),
    ("form-zh", "zh-hans", 1366, "worker", "/desk/templates/1/"),
    ("office-zh", "zh-hans", 1366, "", "/offices/3/"),
    ("map-zh", "zh-hans", 1366, "", "/topics/2/map/"),
    ("why-zh", "zh-hans", 1366, "", "/budgets/1/why/"),
    ("survey-zh", "zh-hans", 1366, "", "/surveys/1/results/"),
    ("case-en", "en", 390, "", "/cases/"),
)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        house = House(Path(folder))
        for verb in (("migrate", "-v0"), ("collectstatic", "--noinput", "-v0"), ("demo",)):
            house.linli(*verb)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with house.served() as address:
            keys = {who: signed_in(browser, address, who) for who in {shot[3] for shot in SHOTS} - {""}}
            for name, language, width, who, path in SHOTS:
                page = open_page(browser, address, language, width, keys.get(who))
                page.goto(path)
                if name.startswith("case"):
                    page.locator(".state.closed").first.locator("xpath=ancestor::li").get_by_role("link").first.click()
                page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


def open_page(browser: Browser, address: str, language: str, width: int, key: StorageState | None) -> Page:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 844}, storage_state=key)
    cookies = {"linli_language": language, "linli_community": "guangzhong"}
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    return context.new_page()


def signed_in(browser: Browser, address: str, who: str) -> StorageState:
    page = browser.new_context(base_url=address).new_page()
    sign_in(page, who)
    return page.context.storage_state()


def sign_in(page: Page, who: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/2fa/**")
    code = re.search(r"\b\d{6}\b", page.locator("[data-demonstration-code]").inner_text())
    page.locator("input[name=code]").fill(code[0] if code else "")
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url(lambda url: "/accounts/" not in url)


if __name__ == "__main__":
    main()
