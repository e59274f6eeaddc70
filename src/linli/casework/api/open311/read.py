"""What a call says, read as GeoReport v2 writes it: a parameter that is empty counts as one that is not given."""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest, SuspiciousOperation, ValidationError
from django.core.validators import MaxLengthValidator, URLValidator, validate_email
from django.http import QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing
from linli.base.requests import Request
from linli.base.text import clean
from linli.base.text import telephone as read_telephone
from linli.base.uploads import MAX_PICTURES, Picture, look_at_picture, read_picture
from linli.places.queries import building_in, frame_of, is_nowhere

from ...actions.receiving import Contact, Place
from ...queries.open311 import MOST, Asked
from .media import together

if TYPE_CHECKING:
    from linli.places.models import Community

    from ...models import Category

LONGEST_SPAN = timedelta(days=90)
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data", ""})
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
NUMBER = re.compile(r"[0-9]{1,18}")
PAGE_NUMBER = re.compile(r"0*[1-9][0-9]{0,6}")
ATTRIBUTE = re.compile(r"attribute\[([^\[\]]+)\](?:\[\])?")
IS_OPEN = {"open": True, "closed": False}


def posted(request: Request) -> QueryDict:
    """The form in the body. Invalid if it is another kind of body, cannot be read, or is not UTF-8."""
    if request.content_type not in FORMS:
        raise Invalid(_("Send a form: application/x-www-form-urlencoded, or multipart/form-data with pictures."))
    try:
        form = request.POST
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError) as wrong:
        raise Invalid(_("This form cannot be read, or is too large.")) from wrong
    if any("\ufffd" in value for _name, values in form.lists() for value in values):
        raise Invalid(_("The text must be encoded as UTF-8."))
    return form


def one(given: QueryDict, name: str) -> str:
    return clean(given.get(name, "")).strip()


def number(text: str) -> int | None:
    """A key as we give them, None for anything else."""
    return int(text) if NUMBER.fullmatch(text) else None


def read_asked(given: QueryDict, *, now: datetime) -> Asked:
    """How a list is narrowed. service_request_id overrides everything else."""
    if keys := _several(given, "service_request_id"):
        return Asked(keys=frozenset(key for key in map(number, keys[:MOST]) if key is not None))
    since, until = _span(given, now)
    codes, states = _several(given, "service_code"), _several(given, "status")
    if not set(states) <= IS_OPEN.keys():
        raise Invalid(_("status is open, closed, or both with a comma between them."), field="status")
    return Asked(
        codes=frozenset(codes) or None,
        is_open=frozenset(IS_OPEN[state] for state in states) or None,
        since=since,
        until=until,
        page=_page_number(given, "page", 1),
        size=min(_page_number(given, "page_size", MOST), MOST),
    )


def read_report(request: Request, form: QueryDict, community: "Community", service: "Category") -> dict[str, Any]:
    """What `report_case` is given. device_id and account_id are not kept: nothing here needs them."""
    text = one(form, "description") or service.name
    return {
        "text": together(text, _media_url(form)),
        "place": _place(form, community),
        "contact": _contact(form),
        "answers": _answers(form),
        "pictures": _pictures(request),
    }


def _several(given: QueryDict, name: str) -> list[str]:
    """Given several times, or once with commas."""
    parts = (part.strip() for value in given.getlist(name) for part in clean(value).split(","))
    return [part for part in parts if part]


def _span(given: QueryDict, now: datetime) -> tuple[datetime, datetime | None]:
    """The dates asked for, at most 90 days apart; one alone reaches 90 days from there, none means the last 90 days."""
    since, until = _moment(given, "start_date"), _moment(given, "end_date")
    try:
        if since is None:
            return (until or now) - LONGEST_SPAN, until
        if until is None:
            return since, since + LONGEST_SPAN
    except OverflowError as wrong:
        raise _unreadable("start_date" if since else "end_date") from wrong
    if until < since:
        raise Invalid(_("start_date is later than end_date."), field="start_date")
    if until - since > LONGEST_SPAN:
        raise Invalid(_("start_date and end_date may not span more than 90 days."), field="start_date")
    return since, until


def _moment(given: QueryDict, name: str) -> datetime | None:
    text = one(given, name).replace(" ", "+")  # a plus sign that was not written as %2B
    if not text:
        return None
    if not MOMENT.fullmatch(text):
        raise _unreadable(name)
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise _unreadable(name) from wrong


def _unreadable(name: str) -> Invalid:
    sentence = _("%(name)s cannot be read. Write it with its time zone, as 2026-01-01T00:00:00Z.")
    return Invalid(sentence % {"name": name}, field=name)


def _page_number(given: QueryDict, name: str, otherwise: int) -> int:
    text = one(given, name)
    if not text:
        return otherwise
    if not PAGE_NUMBER.fullmatch(text):
        raise Invalid(_("%(name)s is a number from 1.") % {"name": name}, field=name)
    return int(text)


def _place(form: QueryDict, community: "Community") -> Place:
    latitude, longitude = _degrees(form, "lat", 90), _degrees(form, "long", 180)
    words, building = one(form, "address_string"), one(form, "address_id")
    if (latitude is None) != (longitude is None):
        raise Invalid(_("lat and long must be given together."), field="lat")
    if latitude is not None and longitude is not None and not _is_believed(community, latitude, longitude):
        if not words and not building:
            raise Invalid(
                _("lat and long lie far outside of this jurisdiction. Check their order, or send address_string."),
                field="lat",
            )
        latitude = longitude = None
    if latitude is None and not words and not building:
        raise Invalid(_("A location was not provided: lat and long, or address_string, or address_id."), field="lat")
    return Place(
        text=words,
        building=_building(community, building) if building else None,
        latitude=latitude,
        longitude=longitude,
    )


def _is_believed(community: "Community", latitude: float, longitude: float) -> bool:
    """Beside words that say where, a point that cannot be right is left out, so that no request is lost for it."""
    frame = frame_of(community, on=timezone.localdate())
    return not is_nowhere(latitude, longitude) and frame.holds(latitude, longitude)


def _building(community: "Community", text: str) -> Any:
    key = number(text)
    try:
        return building_in(community, -1 if key is None else key)
    except Missing as wrong:
        raise Invalid(_("address_id is not known here."), field="address_id") from wrong


def _degrees(form: QueryDict, name: str, most: int) -> float | None:
    text = one(form, name)
    if not text:
        return None
    try:
        degrees = float(text)
    except ValueError:
        degrees = float("nan")
    if not -most <= degrees <= most:
        raise Invalid(_("%(name)s is a number of degrees in WGS84.") % {"name": name}, field=name)
    return degrees


def _contact(form: QueryDict) -> Contact:
    """A telephone that is not written as in China stands beside the name, where staff can read it."""
    first, last = one(form, "first_name"), one(form, "last_name")
    name = f"{first} {last}".strip() if (first + last).isascii() else last + first
    telephone = one(form, "phone")
    try:
        telephone = read_telephone(telephone) if telephone else ""
    except ValueError:
        name, telephone = f"{name} {telephone}".strip(), ""
    return Contact(name=name, telephone=telephone, email=_email(form), language=get_language() or "zh-hans")


def _email(form: QueryDict) -> str:
    email = one(form, "email")
    try:
        if email:
            validate_email(email)
            MaxLengthValidator(254)(email)
    except ValidationError as wrong:
        raise Invalid(_("This e-mail address cannot be read."), field="email") from wrong
    return email


def _media_url(form: QueryDict) -> str:
    url = one(form, "media_url")
    try:
        if url:
            URLValidator(schemes=["http", "https"])(url)
    except ValidationError as wrong:
        raise Invalid(_("media_url is not an address on the web."), field="media_url") from wrong
    return url


def _answers(form: QueryDict) -> dict[str, list[str]]:
    """attribute[code]=value, and attribute[code][]=value once for each of several."""
    answers: dict[str, list[str]] = {}
    for name, values in form.lists():
        if found := ATTRIBUTE.fullmatch(name):
            answers.setdefault(found[1], []).extend(values)
    return answers


def _pictures(request: Request) -> list[Picture]:
    """Pictures in parts named `media`: an extension that servers of the specification share."""
    files = request.FILES.getlist("media")
    if len(files) > MAX_PICTURES:
        raise Invalid(_("At most %(most)d pictures can be sent.") % {"most": MAX_PICTURES}, field="media")
    for file in files:
        look_at_picture(file)
    return [read_picture(file) for file in files]
