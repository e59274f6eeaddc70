"""Every read of notices: one's own inbox, the channels and deliveries of offices that one keeps."""

from dataclasses import dataclass
from datetime import datetime

from linli.base.actors import Actor
from linli.places.models import Organisation

from .kinds import NOTICES
from .models import Channel, Delivery, Notice, Preference
from .permissions import keep_channels

PAGE = 40


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
    told = [
        Told(n.pk, *NOTICES[n.kind].words(n.values), n.path, n.at, n.read_at is None)
        for n in found[:PAGE]
        if n.kind in NOTICES
    ]
    return told, found[PAGE - 1].pk if len(found) > PAGE else None


def unread_count(reader: Actor) -> int:
    return Notice.objects.filter(person=reader.person_id, read_at__isnull=True).count() if reader.person_id else 0


def wants_email(reader: Actor) -> bool:
    return not Preference.objects.filter(person=reader.person_id, wants_email=False).exists()


def channels(reader: Actor) -> list[Channel]:
    """Channels of the offices that the reader keeps."""
    kept = Organisation.objects.filter(keep_channels.within(reader)).values("pk")
    return list(
        Channel.objects.filter(organisation__in=kept)
        .select_related("organisation")
        .order_by("organisation__name", "pk")
    )


def offices(reader: Actor) -> list[Organisation]:
    return list(Organisation.objects.filter(keep_channels.within(reader)).order_by("name", "pk"))


def office_kept(reader: Actor, key: int) -> Organisation | None:
    return Organisation.objects.filter(keep_channels.within(reader), pk=key).first()


def deliveries(reader: Actor, *, state: str = "", most: int = 100) -> list[Delivery]:
    """What went to those offices, newest first."""
    kept = Organisation.objects.filter(keep_channels.within(reader)).values("pk")
    rows = Delivery.objects.filter(channel__organisation__in=kept).select_related("channel__organisation")
    return list((rows.filter(state=state) if state else rows).order_by("-pk")[:most])
