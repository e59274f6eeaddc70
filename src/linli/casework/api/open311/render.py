"""One document, two formats. JSON follows the XML by the Spark convention: an element that only repeats one child is a list."""

import json
import re
from html import escape
from typing import Any

CHILD = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
ILLEGAL_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_json(root: str, content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)


def as_xml(root: str, content: Any) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_element(root, content)}'


FORMATS = {
    "xml": (as_xml, "text/xml; charset=utf-8"),
    "json": (as_json, "application/json; charset=utf-8"),
}


def _element(name: str, value: Any) -> str:
    if isinstance(value, dict):
        inside = "".join([_element(key, part) for key, part in value.items()])
    elif isinstance(value, list):
        inside = "".join([_element(CHILD[name], part) for part in value])
    else:
        inside = _text(value)
    return f"<{name}>{inside}</{name}>" if inside else f"<{name}/>"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(ILLEGAL_IN_XML.sub("", str(value)), quote=False)
