"""Affairs are drafted, posted, corrected, hung on boards and taken down; what is due is said."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import HOUSE, Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell
from linli.people.queries import persons_holding
from linli.places.models import Community

from .. import facts
from ..models import BoardPosting, Kind, Publication
from ..notices import DUE
from ..permissions import COMMITTEE, publish_for
from ..queries.rhythm import due_of

State = Publication.State


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
        text=words(text),
        from_date=from_date,
        to_date=to_date,
    )


@action
def rewrite_publication(by: Actor, publication: Publication, *, title: str, text: str, now: datetime) -> Publication:
    """Other words for a draft. Safe by the lock on the row. Refused once it is posted: then it is corrected."""
    del now
    found = _locked(by, publication, State.DRAFT)
    found.title, found.text = words(title, field="title", longest=120), words(text)
    found.save(update_fields=["title", "text"])
    return found


@action
def post_publication(by: Actor, publication: Publication, *, now: datetime) -> Publication:
    """Post it for everybody, for the days of the law at least (Organic Law art. 34). Safe by the lock on the row."""
    found = _locked(by, publication, State.DRAFT)
    return _posted(by, found, is_late=_is_late(found, localdate(now)), now=now)


@action
def correct_publication(
    by: Actor, publication: Publication, *, text: str, what_changed: str, now: datetime
) -> Publication:
    """Post a corrected version that says what changed; the old one stays readable. Safe by the lock and a constraint: corrected once."""
    found = _locked(by, publication, State.POSTED)
    if Publication.objects.filter(corrects=found).exists():
        raise Refused(_("It was corrected already: correct the later version."))
    new = Publication(
        community=found.community, kind=found.kind, title=found.title, text=words(text), from_date=found.from_date, to_date=found.to_date, corrects=found,
        what_changed=words(what_changed, field="what_changed", longest=500),
    )  # fmt: skip
    return _posted(by, new, is_late=found.is_late, now=now)


@action
def hang_up(by: Actor, publication: Publication, *, board: str, day: date, now: datetime) -> BoardPosting:
    """It hangs on a board since that day. Safe by the lock on the row and a unique row. Invalid for a day to come, or before it was posted."""
    found = _locked(by, publication, State.POSTED)
    if day > localdate(now) or (found.posted_date and day < found.posted_date):
        raise Invalid(_("The day lies between the posting and today."), field="day")
    name = words(board, field="board", longest=80)
    made, is_new = BoardPosting.objects.get_or_create(publication=found, board=name, defaults={"put_up_date": day})
    if not is_new:
        raise Refused(_("It hangs there already."))
    return made


@action
def take_down(by: Actor, posting: BoardPosting, *, now: datetime) -> BoardPosting:
    """It is taken off the board: whether it hung there long enough is recorded. Safe by the lock on the publication's row."""
    publication = _locked(by, posting.publication, State.POSTED)
    found = publication.boards.filter(pk=posting.pk, taken_down_date__isnull=True).first()
    if found is None:
        raise Missing(_("It does not hang there any more."))
    today = localdate(now)
    found.taken_down_date = today
    found.save(update_fields=["taken_down_date"])
    days, asked = found.days(today), int(rule("publication.posted_days", on=today).value)
    record(
        by,
        facts.TAKEN_DOWN.key,
        found,
        now=now,
        community_id=publication.community_id,
        value=days,
        affair=publication.kind,
        long_enough=days >= asked,
    )
    return found


@action
def remind_of_affairs(by: Actor, *, now: datetime) -> int:
    """Every committee that has begun to publish hears what is overdue. Safe: it changes nothing. Returns how many affairs are."""
    today, count = localdate(now), 0
    for community in Community.objects.filter(pk__in=Publication.objects.values("community")):
        to = persons_holding(COMMITTEE, community, on=today)
        for due in due_of(community, on=today):
            if due.is_late:
                values = {"affair": str(Kind(due.kind).label), "due": due.by_date.isoformat()}
                tell(by, DUE, to=to, values=values, path="/desk/publication/", now=now, community_id=community.pk)
                count += 1
    return count


def remind(now: datetime) -> None:
    remind_of_affairs(HOUSE, now=now)


def _locked(by: Actor, publication: Publication, state: str) -> Publication:
    found = (
        Publication.objects.select_for_update(of=("self",))
        .select_related("community")
        .filter(pk=publication.pk)
        .first()
    )
    if found is None:
        raise Missing(_("There is no such publication."))
    publish_for.require(by, found.community)
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
    publication.until_date = today + timedelta(days=int(rule("publication.posted_days", on=today).value))
    publication.save()
    is_correction = publication.corrects_id is not None
    record(
        by, facts.POSTED.key, publication, now=now, community_id=publication.community_id, affair=publication.kind, in_time=not is_late, is_correction=is_correction
    )  # fmt: skip
    return publication
