"""Real requests: 1,000 and 74,401 of them. Queries a page, requests a second and p95 with one worker, and the ratio of the two sizes."""

import csv
import http.client
import json
import re
import tempfile
import uuid
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from .house import DATA, House, house, missing
from .load import Asked, Figures, measure

FILE = DATA / "cases" / "chicago_sanitation.csv"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SMALL = 1000


def main() -> None:
    if missing(FILE):
        return
    small, large = run(SMALL), run(None)
    print(f"\n{'':24}{'requests/s':>24}{'p95 ms':>22}{'p95 ratio':>12}")
    for name in small:
        one, many = small[name], large[name]
        note = f"  failed: {one.failed + many.failed}" if one.failed or many.failed else ""
        print(
            f"{name:24}{one.per_second:>11.0f} → {many.per_second:>8.0f}  {one.p95:>9.1f} → {many.p95:>7.1f}  {many.p95 / one.p95:>9.2f}{note}"
        )


def run(rows: int | None) -> dict[str, Figures]:
    with house() as made, tempfile.TemporaryDirectory() as folder:
        file = FILE if rows is None else first(rows, Path(folder) / "some.csv")
        print(made.linli("import-cases", file, "--mapping", "chicago").strip().splitlines()[-1])
        known = json.loads(made.linli("shell", "-v0", "-c", KNOWN).strip().splitlines()[-1])
        key = re.findall(r"[A-Za-z0-9_-]{30,}", made.linli("add-programme", "bench", "--division", known["slug"]))[-1]
        for name, count in json.loads(
            made.linli("shell", "-v0", "-c", QUERIES % known).strip().splitlines()[-1]
        ).items():
            print(f"  {name:22}{count:>3} queries")
        with made.served() as address:
            return figures(made, address, known, key)


def figures(made: House, address: str, known: dict[str, str], key: str) -> dict[str, Figures]:
    del made
    cookie, token = csrf(address, f"/report/?c={known['slug']}")
    cookies = {"Cookie": f"{cookie}; linli_community={known['slug']}"}

    def post_report(n: int) -> Asked:
        form = {
            "csrfmiddlewaretoken": token,
            "text": f"Overflowing carts behind the house {n}",
            "category": known["category"],
            "who_reads": "public",
            "submission": str(uuid.uuid4()),
            "marker": "",
            "building": "",
            "place_text": "",
            "name": "",
            "telephone": "",
            "email": "",
        }
        return Asked("POST", "/report/", urlencode(form).encode(), FORM | cookies)

    def post_open311(n: int) -> Asked:
        form = {
            "api_key": key,
            "jurisdiction_id": known["slug"],
            "service_code": known["category"],
            "description": f"Garbage in yard {n}",
            "lat": "41.88",
            "long": "-87.63",
        }
        return Asked("POST", "/open311/v2/requests.json", urlencode(form).encode(), FORM)

    pages = {
        "case list": lambda _n: Asked("GET", "/cases/", None, cookies),
        "case page": lambda _n: Asked("GET", f"/cases/{known['case']}/", None, cookies),
        "report POST": post_report,
        "Open311 list": lambda _n: Asked(
            "GET", f"/open311/v2/requests.json?jurisdiction_id={known['slug']}&page_size=50"
        ),
        "Open311 POST": post_open311,
    }
    return {name: measure(address, ask) for name, ask in pages.items()}


def csrf(address: str, path: str) -> tuple[str, str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", path)
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = re.search(r"csrftoken=\w+", str(answer.headers))
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    if cookie is None or token is None:
        raise SystemExit(f"no form at {path}: {answer.status}")
    return cookie[0], token[1]


def first(rows: int, target: Path) -> Path:
    with FILE.open(encoding="utf-8", newline="") as source, target.open("w", encoding="utf-8", newline="") as file:
        reader, writer = csv.reader(source), csv.writer(file)
        for number, row in enumerate(reader):
            if number > rows:
                break
            writer.writerow(row)
    return target


KNOWN = """
import json
from django.db.models import Count
from linli.casework.models import Case
from linli.places.models import Community
busiest = Community.objects.annotate(n=Count("cases")).order_by("-n", "pk")[0]
case = Case.objects.filter(community=busiest, is_public=True).select_related("category").order_by("-reported_at")[0]
print(json.dumps({"slug": busiest.slug, "case": case.pk, "category": case.category.key}))
"""

QUERIES = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
client = Client(headers={"host": "127.0.0.1"})
client.cookies["linli_community"] = "%(slug)s"
pages = {"home": "/c/%(slug)s/", "case list": "/cases/", "case page": "/cases/%(case)s/", "rates": "/rates/?by=category", "map": "/cases/map/",
         "search": "/search/?q=garbage", "Open311 list": "/open311/v2/requests.json?jurisdiction_id=%(slug)s",
         "Open311 services": "/open311/v2/services.json?jurisdiction_id=%(slug)s"}
counts = {}
for name, path in pages.items():
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    counts[f"{name} ({answer.status_code})"] = len(asked)
print(json.dumps(counts))
"""

if __name__ == "__main__":
    main()
