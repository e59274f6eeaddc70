"""Calling the JSON API as a programme does."""

import json
from typing import Any

V1 = "/api/v1"


def send(browser: Any, path: str, **body: Any) -> tuple[int, Any]:
    """The status and what came back, None for an empty answer."""
    answer = browser.post(V1 + path, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json() if answer.content else None


def read(browser: Any, path: str) -> tuple[int, Any]:
    answer = browser.get(V1 + path)
    return answer.status_code, answer.json()
