"""What is posted hangs on the boards of the neighbourhood, from day to day."""

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.text import words
from linli.facts.actions import record

from .. import facts
from ..models import BoardPosting, Publication
from ..queries.affairs import posted_rule
from .publishing import locked

State = Publication.State


@action
def hang_up(by: Actor, publication: Publication, *, board: str, day: date, now: datetime) -> BoardPosting:
    """It hangs on a board since that day. Safe by the lock on the row and a unique row. Invalid for a day to come, or before it was posted."""
    found = locked(by, publication, State.POSTED)
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
    publication = locked(by, posting.publication, State.POSTED)
    found = publication.boards.filter(pk=posting.pk, taken_down_date__isnull=True).first()
    if found is None:
        raise Missing(_("It does not hang there any more."))
    today = localdate(now)
    found.taken_down_date = today
    found.save(update_fields=["taken_down_date"])
    days, asked = found.days(today), int(posted_rule(publication.community, on=today).value)
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
