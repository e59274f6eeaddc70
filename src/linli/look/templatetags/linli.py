"""Template tags that every page may use: dates as Chinese people write them, icons, the signs of the six goods."""

from datetime import date, datetime
from functools import cache
from importlib import resources
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language

from linli.base import money
from linli.base.text import mask_personal

register = template.Library()

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
GOOD_ICONS = {
    "self_government": "vote",
    "management": "clipboard-list",
    "services": "hand-helping",
    "safety": "shield-check",
    "environment": "trees",
    "ethos": "heart-handshake",
}
STATE_ICONS = {
    "new": "inbox",
    "reopened": "rotate-ccw",
    "accepted": "circle-dot",
    "in_progress": "hammer",
    "resolved": "check",
    "closed": "check-check",
    "declined": "ban",
    "merged": "merge",
    "waiting": "hourglass",
    "reported": "clipboard-check",
    "done": "check",
    "refused": "x",
    "climbed": "arrow-up",
    "ended": "minus",
    "open": "hand",
    "thanked": "heart",
}


@register.filter
def day(value: date | None) -> str:
    """2026年3月5日, or 5 March 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = localdate(value)
    if _english():
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


@register.filter
def moment(value: datetime | None) -> str:
    """2026年3月5日 14:30."""
    if value is None:
        return ""
    return f"{day(value)}{', ' if _english() else ' '}{localtime(value):%H:%M}"


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A sign beside a word; a screen reader passes over it."""
    svg = ET.fromstring(_signs().read(f"{name}.svg"))  # noqa: S314  the library's own file
    for node in svg.iter():
        node.tag = node.tag.rpartition("}")[2]
    svg.attrib |= {"class": "icon", "aria-hidden": "true"}
    return SafeString(ET.tostring(svg, encoding="unicode"))


@cache
def _signs() -> ZipFile:
    """Where lucide keeps them. Its own tag reads the list of the file again for each: a second of every process that begins."""
    return ZipFile(str(resources.files("lucide") / "lucide.zip"))


@register.filter
def good_icon(good: str) -> SafeString:
    return icon(GOOD_ICONS.get(good, "circle"))


@register.filter
def state_icon(state: str) -> SafeString:
    return icon(STATE_ICONS.get(state, "circle"))


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """The page's query with some parts changed, for filters and paging."""
    query = context["request"].GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"  # escaped where it is written down


@register.filter
def masked(text: str) -> str:
    """Words of a person, without telephone numbers and the like, for public pages."""
    return mask_personal(text)


@register.filter
def small_picture(file: str) -> str:
    return file.replace(".jpg", "-small.jpg")


@register.filter
def grouped(value: int) -> str:
    """2,180."""
    return f"{value:,}"


@register.filter
def percent(value: float | None) -> str:
    return "—" if value is None else f"{value * 100:.0f}%"


@register.filter
def yuan(fen: int | None) -> str:
    """1,200.50."""
    return "" if fen is None else money.yuan(fen)


@register.filter
def hours(minutes: int) -> str:
    """12.5, from minutes."""
    return f"{minutes / 60:,.1f}"


def _english() -> bool:
    return (get_language() or "").startswith("en")
