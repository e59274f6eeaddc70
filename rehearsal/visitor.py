"""Somebody with a browser that has no pictures: signs in to the demonstration, reads pages, and takes a PDF file of each kind."""

import http.cookiejar
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlencode, urljoin, urlsplit

PASSWORD = "linli-demo-2026"
MOST_TRIED = 16


class Visitor:
    def __init__(self, address: str) -> None:
        self.address = address
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.opener.addheaders = [("Accept-Language", "zh-CN")]

    def get(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str, bytes, str]:
        """Status, kind, content, and where one is in the end."""
        body = urlencode(data).encode() if data else None
        asked = urllib.request.Request(urljoin(self.address, path), body, {"Referer": urljoin(self.address, path)})
        try:
            with self.opener.open(asked, timeout=60) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read(), urlsplit(answer.url).path
        except urllib.error.HTTPError as no:
            return no.code, no.headers["Content-Type"] or "", no.read(), path

    def sign_in(self, who: str) -> None:
        page = self.get("/accounts/login/")[2].decode()
        *_more, content, where = self.get(
            "/accounts/login/", {"login": who, "password": PASSWORD, "csrfmiddlewaretoken": _token(page)}
        )
        page = content.decode()
        if "2fa" in where:
            code = re.search(r"data-demonstration-code.*?\b(\d{6})\b", page, re.DOTALL)
            where = self.get(where, {"code": code[1] if code else "", "csrfmiddlewaretoken": _token(page)})[3]
        if "/accounts/" in where:
            raise SystemExit(f"{who} could not sign in: stands at {where}")

    def papers(self, kinds: set[str]) -> Iterator[tuple[str, bytes]]:
        """The first of each kind that this person may have: their numbers are tried one after the other."""
        for kind in sorted(kinds):
            for number in range(1, MOST_TRIED):
                _status, sort, content, _where = self.get(kind.replace("{}", str(number)))
                if sort.startswith("application/pdf"):
                    yield kind, content
                    break
                if "{}" not in kind:
                    break


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    return found[1] if found else ""
