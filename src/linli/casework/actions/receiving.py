"""A request comes in: from a resident, through Open311, or written down by staff for somebody at the desk, on the telephone, on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.links import check_code
from linli.base.text import telephone as read_telephone
from linli.base.text import words
from linli.base.uploads import MAX_PICTURES, Picture
from linli.places.models import Building, Community, Door, Marker
from linli.places.queries import door_in, frame_of, is_nowhere

from .. import facts
from ..answers import read_answers
from ..clocks import start_clocks
from ..models import Case, Category, Channel, Photo, Reporter
from ..notices import NEW
from ..permissions import REPORTER_LINK, receive_at_desk, see_case
from ..pictures import keep_picture
from ..queries.cases import line_of_heirs
from ..search_index import index_case
from .story import happened, lock, log, tell_reporters, tell_staff, tracking_code

ENTERED_BY_STAFF = frozenset({Channel.DESK, Channel.TELEPHONE, Channel.PAPER, Channel.CHAT})


@dataclass(frozen=True)
class Place:
    """Where: any of the address tree, a QR code, a point in WGS84 degrees, or words."""

    text: str = ""
    building: Building | None = None
    door: Door | None = None
    marker: Marker | None = None
    latitude: float | None = None
    longitude: float | None = None
    door_text: str = ""  # "801": for those who come, never public


@dataclass(frozen=True)
class Contact:
    """Who asks, as far as they wish to say. `person_id` is somebody the committee knows already."""

    person_id: int | None = None
    name: str = ""
    telephone: str = ""
    email: str = ""
    language: str = "zh-hans"


@dataclass(frozen=True)
class Received:
    """What the reporter is given: the case, and the code that opens it without an account."""

    case: Case
    reporter: Reporter
    is_new: bool = True

    @property
    def code(self) -> str:
        return tracking_code(self.reporter)


@action
def report_case(
    by: Actor,
    *,
    community: Community,
    category: Category,
    text: str,
    now: datetime,
    place: Place | None = None,
    contact: Contact | None = None,
    wants_public: bool | None = None,
    channel: str = Channel.WEB,
    answers: Mapping[str, Any] | None = None,
    pictures: Sequence[Picture] = (),
    submission: UUID | None = None,
) -> Received:
    """Receive a request and start its clocks.

    `wants_public` left out: as the category is, so that what touches body or home is never public without a word.
    Safe against a button pressed twice: `submission` is unique in the database, and the second press gets the first case.
    Invalid names the field; NotYours if somebody without a desk enters for others; Refused if the community no longer receives.
    """
    if submission and (earlier := _received_already(submission)):
        return earlier
    _allow_reporting(by, community, category, channel, now)
    if wants_public is None:
        wants_public = not category.is_private_matter
    place, contact = place or Place(), _cleaned(contact or Contact(person_id=by.person_id))
    if len(pictures) > MAX_PICTURES:
        raise Invalid(_("At most %(most)d pictures can be sent.") % {"most": MAX_PICTURES}, field="pictures")

    case = Case(
        community=community,
        category=category,
        text=words(text),
        channel=channel,
        answers=read_answers(category, answers or {}),
        wants_public=wants_public,
        is_confidential=category.is_confidential,
        is_public=wants_public and not category.is_confidential,
        reported_at=now,
        changed_at=now,
        submission=submission,
        entered_by_id=by.person_id if channel in ENTERED_BY_STAFF else None,
    )
    _set_place(case, place)
    start_clocks(case, now=now)
    case.save()
    reporter = Reporter.objects.create(
        case=case,
        person_id=contact.person_id,
        name=contact.name,
        telephone=contact.telephone,
        email=contact.email,
        language=contact.language,
        joined_at=now,
    )
    add_pictures(case, pictures, now=now)
    index_case(case)
    log(
        by,
        case,
        facts.REPORTED,
        now=now,
        before="",
        public=True,
        data={"channel": channel},
        category=category.key,
        good=category.good,
        channel=channel,
        visible=case.is_public,
    )
    if contact.email or (contact.person_id and contact.person_id != by.person_id):
        tell_reporters(by, case, facts.REPORTED, now=now)
    tell_staff(by, case, NEW, now=now)
    return Received(case, reporter)


@action
def report_cases(
    by: Actor, requests: Sequence[Mapping[str, Any]], *, community: Community, channel: str, now: datetime
) -> list[Received]:
    """Write down several requests at once: all or none. Each mapping holds what `report_case` takes by name."""
    return [report_case(by, community=community, channel=channel, now=now, wants_public=False, **r) for r in requests]


@action
def join_case(
    by: Actor, case: Case, *, now: datetime, contact: Contact | None = None, words_added: str = ""
) -> Received:
    """Say "me too". The case keeps every reporter: each is told, each rates.

    Safe by the lock on the case and the unique row of case and person. Refused if the case is over; joining twice changes nothing.
    """
    case = lock(case)
    see_case.require(by, case)
    if not case.is_open:
        raise Refused(_("This request is over. Please report yours as a new one."))
    contact = _cleaned(contact or Contact(person_id=by.person_id))
    known = next((r for r in case.reporters.all() if contact.person_id and r.person_id == contact.person_id), None)
    if known:
        return Received(case, known, is_new=False)
    reporter = Reporter.objects.create(
        case=case,
        person_id=contact.person_id,
        name=contact.name,
        telephone=contact.telephone,
        email=contact.email,
        language=contact.language,
        is_first=False,
        words=words(words_added, longest=1000, required=False),
        joined_at=now,
    )
    happened(by, case, facts.JOINED, now=now, public=True, value=1, category=case.category.key)
    tell_staff(by, case, facts.JOINED, now=now)
    return Received(case, reporter)


def add_pictures(case: Case, pictures: Sequence[Picture], *, now: datetime) -> None:
    Photo.objects.bulk_create(
        Photo(case=case, file=keep_picture(p), width=p.width, height=p.height, is_public=case.is_public, added_at=now)
        for p in pictures
    )


def reporter_behind(case_pk: int, code: str) -> Reporter | None:
    """The reporter whose tracking code this is, or nobody. With the number of a merged request, and with that of its heir:
    the reporter's row belongs to the heir then, so ask it for the case."""
    if case_pk.bit_length() > 63:
        return None
    family = line_of_heirs(case_pk)
    rows = Reporter.objects.filter(case__in=family, erased_at__isnull=True).order_by("pk")
    found = next((r for r in rows if check_code(code, REPORTER_LINK, r.pk, r.link_version)), None)
    if found is None or found.case_id == family[-1] or found.person_id is None:
        return found
    return rows.filter(case=family[-1], person=found.person_id).first() or found


def _received_already(submission: UUID) -> Received | None:
    if not Case.objects.filter(submission=submission).exists():  # as almost always: it asks for one column
        return None
    case = Case.objects.filter(submission=submission).select_related("community", "category").first()
    rows = Reporter.objects.filter(Q(case=case) | Q(reported=case)).order_by("-is_first", "pk") if case else None
    reporter = rows.first() if rows is not None else None
    return Received(case, reporter, is_new=False) if case and reporter else None


def _allow_reporting(by: Actor, community: Community, category: Category, channel: str, now: datetime) -> None:
    if not community.lasts(localdate(now)):
        raise Refused(_("This community no longer receives requests."))
    if not category.is_active or category.community_id not in {None, community.pk}:
        raise Invalid(_("Please choose what it is about."), field="category")
    if channel in ENTERED_BY_STAFF:
        receive_at_desk.require(by, community)


def _cleaned(contact: Contact) -> Contact:
    try:
        number = read_telephone(contact.telephone) if contact.telephone else ""
    except ValueError as wrong:
        raise Invalid(str(wrong), field="telephone") from wrong
    return Contact(
        contact.person_id,
        words(contact.name, field="name", longest=60, required=False),
        number,
        contact.email,
        contact.language,
    )


def _set_place(case: Case, place: Place) -> None:
    building = (
        place.building
        or (place.door.building if place.door else None)
        or (place.marker.building if place.marker else None)
    )
    for thing in (building, place.marker):
        if thing and thing.community_id != case.community_id:
            raise Invalid(_("This place lies in another community."), field="building")
    case.place_text = words(place.text, field="place_text", longest=200, required=False)
    case.door_text = words(place.door_text, field="door", longest=40, required=False)
    door = place.door or (door_in(building, case.door_text) if building and case.door_text else None)
    case.building, case.door, case.marker = building, door, place.marker
    if place.latitude is not None and place.longitude is not None and not is_nowhere(place.latitude, place.longitude):
        if not frame_of(case.community, on=localdate(case.reported_at)).holds(place.latitude, place.longitude):
            raise Invalid(
                _("This point lies far outside of %(community)s. Choose the place again, or describe it in words.")
                % {"community": case.community.label},
                field="latitude",
            )
        case.latitude, case.longitude = place.latitude, place.longitude
        return
    points = (p for p in (place.marker, building) if p is not None)
    exact = next((p for p in points if not is_nowhere(p.latitude, p.longitude)), None)
    if exact is not None:
        case.latitude, case.longitude = exact.latitude, exact.longitude
