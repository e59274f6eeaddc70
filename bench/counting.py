"""How many queries a page asks, counted inside the installation."""

import json

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries(pages: dict[str, tuple[str, str]]) -> None:
    """By name of the page, as JSON. Each page is (address, session or nothing)."""
    counts = {}
    for name, (path, session) in pages.items():
        client = Client(headers={"host": "127.0.0.1"})
        if session:
            client.cookies["sessionid"] = session
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
        counts[name] = len(asked)
    print(json.dumps(counts))
