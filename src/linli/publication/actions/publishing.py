"""Affairs are drafted, posted and corrected."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.rows import open_row
from linli.base.text import words
from linli.facts.actions import record
from linli.places.models import Community

from .. import facts
from ..models import Complaint, Kind, Publication
from ..permissions import publish_for
from ..queries.affairs import posted_rule
from ..queries.rhythm import due_of

State = Publication.State
LONGEST = 20_000


@action
def draft_publication(
    by: Actor, community: Community, *, kind: str, title: str, text: str, from_date: date, to_date: date, now: datetime
) -> Publication:
    """Begin a publication of one of the seven kinds. Safe: it only adds a row. Invalid for a time that is not over or runs backwards."""
    publish_for.require(by, community)
    if kind not in Kind.values:
        raise Invalid(_("The law names seven kinds of affairs: choose one."), field="kind")
    if to_date < from_date or to_date > localdate(now):
        raise Invalid(_("The time that is told of ends after it begins, and not in the future."), field="to_date")
    return Publication.objects.create(
        community=community,
        kind=kind,
        title=words(title, field="title", longest=120),
        text=words(text, longest=LONGEST),
        from_date=from_date,
        to_date=to_date,
    )


@action
def rewrite_publication(by: Actor, publication: Publication, *, title: str, text: str, now: datetime) -> Publication:
    """Other words for a draft. Safe by the lock on the row. Refused once it is posted: then it is corrected."""
    del now
    found = locked(by, publication, State.DRAFT)
    found.title, found.text = words(title, field="title", longest=120), words(text, longest=LONGEST)
    found.save(update_fields=["title", "text"])
    return found


@action
def discard_draft(by: Actor, publication: Publication, *, now: datetime) -> None:
    """Nobody has read it: it goes. Safe by the lock on the row. Refused once it is posted."""
    del now
    locked(by, publication, State.DRAFT).delete()


@action
def post_publication(by: Actor, publication: Publication, *, now: datetime) -> Publication:
    """Post it for everybody, for the days of the law at least (Organic Law art. 34). Safe by the lock on the row."""
    found = locked(by, publication, State.DRAFT)
    return _posted(by, found, is_late=_is_late(found, localdate(now)), now=now)


@action
def correct_publication(
    by: Actor, publication: Publication, *, text: str, what_changed: str, now: datetime
) -> Publication:
    """Post a corrected version that says what changed; the old one stays readable. Safe by the lock and a constraint: corrected once."""
    found = locked(by, publication, State.POSTED)
    if Publication.objects.filter(corrects=found).exists():
        raise Refused(_("It was corrected already: correct the later version."))
    new = Publication(
        community=found.community,
        kind=found.kind,
        title=found.title,
        text=words(text, longest=LONGEST),
        from_date=found.from_date,
        to_date=found.to_date,
        corrects=found,
        what_changed=words(what_changed, field="what_changed", longest=500),
    )
    return _posted(by, new, is_late=found.is_late, now=now)


def locked(by: Actor, publication: Publication, state: str) -> Publication:
    found = open_row(
        by, Publication.objects.select_related("community"), publication.pk, right=publish_for, of="community"
    )
    if found.state != state:
        raise Refused(
            _("Posted, it stays as it is: post a correction.")
            if found.state == State.POSTED
            else _("It is not posted yet.")
        )
    return found


def _is_late(publication: Publication, today: date) -> bool:
    due = next((one for one in due_of(publication.community, on=today) if one.kind == publication.kind), None)
    return due is not None and due.is_late


def _posted(by: Actor, publication: Publication, *, is_late: bool, now: datetime) -> Publication:
    today = localdate(now)
    publication.state, publication.posted_date, publication.is_late = State.POSTED, today, is_late
    publication.until_date = today + timedelta(days=int(posted_rule(publication.community, on=today).value))
    publication.save()
    is_correction = publication.corrects_id is not None
    record(
        by,
        facts.POSTED.key,
        publication,
        now=now,
        community_id=publication.community_id,
        affair=publication.kind,
        in_time=not is_late,
        is_correction=is_correction,
    )
    _put_right(by, publication, now)
    return publication


def _put_right(by: Actor, publication: Publication, now: datetime) -> None:
    """What the street office found missing is published now; what it found untrue is corrected."""
    about = Q(about=Complaint.About.MISSING, kind=publication.kind)
    if publication.corrects_id:
        about = Q(about=Complaint.About.FALSE, publication__in=_versions_before(publication))
    rows = Complaint.objects.filter(about, community=publication.community, is_right=True, put_right_date__isnull=True)
    today = localdate(now)
    for row in rows:
        row.put_right_date = today
        row.save(update_fields=["put_right_date"])
        days, in_time = (today - localdate(row.ruled_at or now)).days, today <= (row.correct_by_date or today)
        record(
            by,
            facts.PUT_RIGHT.key,
            row,
            now=now,
            community_id=row.community_id,
            value=days,
            affair=row.kind,
            in_time=in_time,
        )


def _versions_before(publication: Publication) -> list[int]:
    """The keys of what it corrects, and of what that corrected."""
    keys, before = [], publication.corrects
    while before:
        keys.append(before.pk)
        before = before.corrects
    return keys
