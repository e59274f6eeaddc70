"""A meeting is called in time, or called off with a reason."""

from datetime import datetime

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Refused
from linli.base.rows import open_row
from linli.base.shares import needed
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell
from linli.records.queries.voters import persons_in

from .. import facts
from ..models import Demand, Meeting
from ..permissions import run_meeting
from ..rules import notice_rule

State = Meeting.State


@action
def call_meeting(by: Actor, meeting: Meeting, *, now: datetime, urgent_why: str = "") -> Meeting:
    """Call it: from now on everybody reads the notice, and whoever is on the roll is told (Organic Law art. 26). Safe by the lock.

    `urgent_why`: a residents' meeting may be called at short notice in special circumstances, which everybody reads. Refused without a
    roll, later than the rule's days before, without time to come, and for an assembly without the committee or of which too few are
    representatives (art. 28).
    """
    meeting, today = open_row(by, Meeting, meeting.pk, State.DRAFT, right=run_meeting), localdate(now)
    urgent_why = words(urgent_why, field="urgent_why", longest=300, required=False)
    if not meeting.seats.exists():
        raise Refused(_("There is nobody on the roll yet."))
    asked = notice_rule(meeting.kind, meeting.community, on=today)
    ahead = (localdate(meeting.starts_at) - today).days
    if meeting.starts_at <= now:
        raise Refused(_("The meeting lies in the future."))
    is_urgent = bool(urgent_why) and meeting.kind == Meeting.Kind.RESIDENTS and ahead < int(asked.value)
    if ahead < int(asked.value) and not is_urgent:
        told = {"days": int(asked.value), "law": asked.law or _("our rule")}
        raise Refused(_("Such a meeting is called at least %(days)d days before (%(law)s): choose a later day.") % told)
    _enough_representatives(meeting, now)
    meeting.state, meeting.called_at, meeting.urgent_why = State.CALLED, now, urgent_why if is_urgent else ""
    meeting.save(update_fields=["state", "called_at", "urgent_why"])
    record(
        by,
        facts.CALLED.key,
        meeting,
        now=now,
        community_id=meeting.community_id,
        value=ahead,
        meeting_kind=meeting.kind,
    )
    local = localtime(meeting.starts_at)
    values = {"title": meeting.title, "when": f"{local:%Y-%m-%d %H:%M}", "place": meeting.place}
    tell_roll(by, meeting, facts.CALLED.key, values, now=now)
    return meeting


def _enough_representatives(meeting: Meeting, now: datetime) -> None:
    if meeting.kind != Meeting.Kind.REPRESENTATIVES:
        return
    if not meeting.seats.filter(is_added=True).exists():
        raise Refused(
            _("The members of the committee belong to the assembly (Organic Law, article 28): put them on the roll.")
        )
    asked = needed("meetings.assembly_share", meeting.seats.count(), on=localdate(now), community=meeting.community)
    if not asked.is_met(meeting.seats.filter(is_added=False).count()):
        told = {"number": asked.number, "whole": asked.whole, "law": asked.law}
        raise Refused(_("At least %(number)d of an assembly of %(whole)d are representatives (%(law)s).") % told)


@action
def call_off(by: Actor, meeting: Meeting, *, why: str, now: datetime) -> Meeting:
    """It is not held, and everybody reads why; a demand that it was to answer waits again. Safe by the lock."""
    meeting = open_row(by, Meeting, meeting.pk, State.CALLED, right=run_meeting)
    meeting.state, meeting.called_off_why = State.CALLED_OFF, words(why, field="why", longest=500)
    meeting.save(update_fields=["state", "called_off_why"])
    Demand.objects.filter(meeting=meeting).update(meeting=None)
    record(by, facts.CALLED_OFF.key, meeting, now=now, community_id=meeting.community_id, meeting_kind=meeting.kind)
    tell_roll(by, meeting, facts.CALLED_OFF.key, {"title": meeting.title}, now=now)
    return meeting


def tell_roll(by: Actor, meeting: Meeting, kind: str, values: dict[str, str], *, now: datetime) -> None:
    """Tell everybody on the roll who has an account; where households count, all of theirs."""
    seats = list(meeting.seats.values_list("person_key", "household_key"))
    homes = {home for _person, home in seats if home}
    to = {person for person, _home in seats if person} | (persons_in(homes) if homes else set())
    tell(
        by,
        kind,
        to=to,
        values=values,
        path=f"/meetings/{meeting.pk}/",
        now=now,
        community_id=meeting.community_id,
        may_be_nobody=True,  # a roll from the records alone: its people have no accounts, the poster tells them
    )
