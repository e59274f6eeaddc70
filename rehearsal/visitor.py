"""Somebody with a browser that has no pictures: signs in to the demonstration, walks from page to page, keeps the PDF files."""

import http.cookiejar
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlencode, urljoin, urlsplit

PASSWORD = "linli-demo-2026"
LINK = re.compile(r'<a [^>]*?href="([^"#][^"]*)"')
MOST_PAGES = 200


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

    def papers(self, *beginnings: str) -> Iterator[tuple[str, bytes]]:
        """Every kind of PDF that can be reached: its address with 0 for numbers, and the file."""
        ahead, seen = list(beginnings), set[str]()
        while ahead and len(seen) < MOST_PAGES:
            path = ahead.pop(0)
            if (shape := kind_of(path)) in seen or "/logout" in path or "/static/" in path or "/export" in path:
                continue
            seen.add(shape)
            status, kind, content, _where = self.get(path)
            if kind.startswith("application/pdf"):
                yield shape, content
            elif shape.endswith(".pdf") and status != 404:
                raise SystemExit(f"{path} is no PDF: {status} {kind}")
            elif "html" in kind:
                found = [urljoin(path, link.replace("&amp;", "&")) for link in LINK.findall(content.decode())]
                ahead += [link for link in found if link.startswith("/") and not link.startswith("//")]


def kind_of(path: str) -> str:
    """The address without what differs from one thing to the next, and without what is asked of it."""
    return re.sub(r"/c/\w+/", "/c/0/", re.sub(r"\d+", "0", urlsplit(path).path))


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    return found[1] if found else ""
