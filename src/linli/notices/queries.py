"""Every read of notices: one's own inbox, the ways to offices that one keeps, and what did not arrive."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.places.models import Organisation

from .due import days_ahead
from .kinds import NOTICES
from .models import Channel, Delivery, Notice, Rhythm, Silence
from .permissions import keep_channels, see_delivery

PAGE = 40
State = Delivery.State


@dataclass(frozen=True)
class Told:
    """A notice in the reader's words."""

    key: int
    title: str
    body: str
    path: str
    at: datetime
    is_unread: bool


def inbox(reader: Actor, *, before: int | None = None) -> tuple[list[Told], int | None]:
    """One's own notices, newest first, and the mark of the next page."""
    rows = Notice.objects.filter(person=reader.person_id)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return [_told(n) for n in found[:PAGE] if n.kind in NOTICES], found[PAGE - 1].pk if len(found) > PAGE else None


def my_notice(reader: Actor, key: int) -> Told:
    found = Notice.objects.filter(person=reader.person_id, pk=key).first()
    if found is None or found.kind not in NOTICES:
        raise Missing(_("There is no such message."))
    return _told(found)


def unread_count(reader: Actor) -> int:
    """One count over an index that holds unread notices alone."""
    return Notice.objects.filter(person=reader.person_id, read_at__isnull=True).count() if reader.person_id else 0


def silences(reader: Actor) -> set[str]:
    """Kinds that the reader does not want by e-mail; an empty one means none at all."""
    return set(Silence.objects.filter(person=reader.person_id).values_list("kind", flat=True))


def reminded_days_ahead(reader: Actor, *, now: datetime) -> int:
    """How many days ahead of what is due the reader is reminded: as chosen, or as the house does it."""
    chosen = Rhythm.objects.filter(person=reader.person_id).values_list("days_ahead", flat=True).first()
    return days_ahead(now) if chosen is None else chosen


@dataclass(frozen=True)
class Office:
    """An office and in how many ways it is told."""

    key: int
    label: str
    kind: str
    email: str
    ways: int


def offices(reader: Actor, *, words: str = "", most: int = 60) -> list[Office]:
    """Offices whose ways the reader keeps, those with ways first."""
    rows = Organisation.objects.filter(keep_channels.within(reader))
    if words := words.strip():
        rows = rows.filter(Q(name__icontains=words) | Q(name_en__icontains=words))
    rows = rows.annotate(ways=Count("channels", filter=Q(channels__is_active=True))).order_by("-ways", "name", "pk")
    return [Office(o.pk, o.label, str(o.get_kind_display()), o.email, o.ways) for o in rows[:most]]


def office_kept(reader: Actor, key: int) -> Organisation:
    found = Organisation.objects.select_related("division").filter(keep_channels.within(reader), pk=key).first()
    if found is None:
        raise Missing(_("There is no such organisation."))
    return found


def channels_of(reader: Actor, organisation: Organisation) -> list[Channel]:
    """The ways to an office that the reader keeps; those that ended are left out."""
    keep_channels.require(reader, organisation)
    return list(Channel.objects.filter(organisation=organisation, is_active=True).order_by("pk"))


def deliveries_to(reader: Actor, organisation: Organisation, *, most: int = 20) -> list[Delivery]:
    """What went to an office, newest first."""
    rows = Delivery.objects.filter(see_delivery.within(reader), organisation=organisation)
    return list(rows.select_related("channel").order_by("-pk")[:most])


def failed_deliveries(reader: Actor, *, most: int = 100) -> list[Delivery]:
    """What did not arrive, newest first. To whom it went is said of offices only."""
    rows = Delivery.objects.filter(see_delivery.within(reader), state__in=[State.FAILED, State.GIVEN_UP])
    return list(rows.select_related("organisation", "channel").order_by("-pk")[:most])


def failed_count(reader: Actor) -> int:
    return Delivery.objects.filter(see_delivery.within(reader), state__in=[State.FAILED, State.GIVEN_UP]).count()


def given_up_since(reader: Actor, day: datetime) -> int:
    """How many messages of these days reached nobody."""
    rows = Delivery.objects.filter(see_delivery.within(reader), state=State.GIVEN_UP, created_at__gte=day)
    return rows.count()


def _told(notice: Notice) -> Told:
    title, body = NOTICES[notice.kind].words(notice.values)
    return Told(notice.pk, title, body, notice.path, notice.at, notice.read_at is None)
