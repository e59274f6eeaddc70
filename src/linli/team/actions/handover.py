"""Handing over: opened by the leaving, passed on line by line, finished when nothing is left."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.holdings import HOLDINGS
from linli.base.rows import open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.people.queries import colleagues

from .. import facts
from ..models import Handover, HandoverLine, Holding
from ..permissions import STAFF, hand_over, keep_team

MOST_LINES = 300


@action
def open_handover(by: Actor, holding: Holding, *, on: date, now: datetime) -> Handover:
    """The list of who leaves on that day: what the rooms know to be in their hands. Run inside `leave_post`.

    Safe by the lock on the post and the one list of a holding. Organic Law art. 25 gives the days (rule team.handover_days).
    """
    keep_team.require(by, holding.post.community)
    return list_hands(by, holding, on=on, now=now)


def list_hands(by: Actor, holding: Holding, *, on: date, now: datetime) -> Handover:
    """The list itself, for the actions by which somebody leaves."""
    community, person = holding.post.community, holding.person_id
    days = int(rule("team.handover_days", on=on).value)
    handover = Handover.objects.create(
        holding=holding, community=community, due_date=on + timedelta(days=days), opened_at=now
    )
    found = [one for list_of in HOLDINGS.values() for one in list_of(community.pk, person)]
    HandoverLine.objects.bulk_create(
        [
            HandoverLine(handover=handover, kind=HandoverLine.Kind.WORK, words=one.words[:200], path=one.path)
            for one in found[:MOST_LINES]
        ]
    )
    record(by, facts.HANDOVER_OPENED.key, handover, now=now, community_id=community.pk)
    return handover


@action
def add_handover_line(by: Actor, handover: Handover, *, kind: str, text: str, now: datetime) -> HandoverLine:
    """Write down something else: a key, a seal, a file. By the chair or who leaves. Safe by the lock on the list."""
    handover = _locked(by, handover)
    if kind not in HandoverLine.Kind.values or kind == HandoverLine.Kind.WORK:
        raise Invalid(_("Choose one of the list."), field="kind")
    if handover.lines.count() >= MOST_LINES:
        raise Refused(_("This list is full."))
    del now
    return HandoverLine.objects.create(handover=handover, kind=kind, words=words(text, field="text", longest=200))


@action
def pass_handover_line(by: Actor, line: HandoverLine, person_id: int, *, now: datetime) -> HandoverLine:
    """It is in a colleague's hands now. By the chair or who leaves. Safe by the lock on the list: passed once, it stays passed.

    Missing for who does not work here, Refused for a line that was passed on or for giving it to the one who leaves.
    """
    handover = _locked(by, line.handover)
    found = HandoverLine.objects.get(pk=line.pk)
    if found.passed_at:
        raise Refused(_("This line was passed on already."))
    if person_id == handover.holding.person_id:
        raise Refused(_("Whoever leaves passes it to somebody else."))
    if person_id not in {key for key, _n, _r in colleagues(by, handover.community, STAFF, on=localdate(now))}:
        raise Missing(_("There is no such colleague."))
    found.passed_to_id, found.passed_at = person_id, now
    found.save(update_fields=["passed_to", "passed_at"])
    return found


@action
def finish_handover(by: Actor, handover: Handover, *, now: datetime) -> Handover:
    """Everything is in other hands. By the chair. Safe by the lock on the list. Refused while a line is left."""
    handover = _locked(by, handover)
    keep_team.require(by, handover.community)
    if handover.lines.filter(passed_at__isnull=True).exists():
        raise Refused(_("Something was not passed on yet."))
    handover.finished_at = now
    handover.save(update_fields=["finished_at"])
    in_time = localdate(now) <= handover.due_date
    record(by, facts.HANDOVER_FINISHED.key, handover, now=now, community_id=handover.community_id, in_time=in_time)
    return handover


def _locked(by: Actor, handover: Handover) -> Handover:
    found = open_row(
        by, Handover.objects.select_related("community", "holding__person", "holding__post"), handover.pk, see=hand_over
    )
    if found.finished_at:
        raise Refused(_("This list is finished."))
    return found
