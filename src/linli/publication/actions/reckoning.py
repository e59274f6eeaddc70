"""The calendar changed: days by which residents' questions are answered, counted in working days, are reckoned again."""

from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.rows import all_held
from linli.places.models import under
from linli.places.registries import CALENDAR_CHANGED, CalendarChange

from ..models import Question
from .speaking import answer_by


@action
def reckon_questions_again(by: Actor, change: CalendarChange, now: datetime) -> int:
    """Reckon again the days of open questions that run over the changed days. Returns how many moved.

    Safe by the lock on each row, in the order of their keys, inside the action that changes the calendar; whoever may set the day
    answers for it. The first promise stays in `first_due_date`, and is what figures count by.
    """
    del by, now
    here = under(frozenset({change.division_id}), "publication__community__") if change.division_id else Q()
    rows = Question.objects.select_related("publication__community")
    moved = 0
    for one in all_held(rows.filter(here, answered_at__isnull=True, due_date__gte=change.first)):
        asked = localdate(one.asked_at)
        due = answer_by(one.publication.community, asked)
        if asked <= change.last and due != one.due_date:
            one.first_due_date, one.due_date = one.first_due_date or one.due_date, due
            one.save(update_fields=["first_due_date", "due_date"])
            moved += 1
    return moved


CALENDAR_CHANGED.add("publication", reckon_questions_again)
