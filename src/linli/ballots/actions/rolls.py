"""The roll: built by the rule, posted, objected to, ruled upon (Organic Law art. 16 and 17)."""

from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rules import rule
from linli.base.text import words
from linli.records.queries.voters import Voters, households, voters

from .. import facts
from ..models import Ballot, Objection, RollEntry
from .lock import happened, locked

State = Ballot.State
BATCH = 1000


@action
def build_roll(by: Actor, ballot: Ballot, *, now: datetime) -> Voters:
    """Write the roll anew from the records: everybody of voting age, or a household each. Who is left out is told by name.

    Safe by the lock on the ballot. Refused once it is posted.
    """
    ballot = locked(by, ballot, State.DRAFT)
    today = localdate(now)
    age = int(rule("ballots.voting_age", on=today).value)
    whoever = voters if ballot.votes_by == Ballot.VotesBy.PERSON else households
    found = whoever(by, ballot.community, age=age, on=today)
    ballot.roll.all().delete()
    RollEntry.objects.bulk_create(
        (
            RollEntry(ballot=ballot, number=number, name=voter.name, home=voter.home, resident_id=voter.resident, household_id=voter.household)
            for number, voter in enumerate(found.voters, start=1)
        ),
        batch_size=BATCH,
    )  # fmt: skip
    return found


@action
def add_to_roll(by: Actor, ballot: Ballot, *, name: str, now: datetime, home: str = "") -> RollEntry:
    """Somebody whom the records do not know, or who came in by an objection. Safe by the lock on the ballot."""
    del now
    ballot = locked(by, ballot, State.DRAFT, State.POSTED)
    last = ballot.roll.aggregate(last=Max("number"))["last"] or 0
    return RollEntry.objects.create(
        ballot=ballot, number=last + 1, name=words(name, field="name", longest=60), home=words(home, field="home", longest=160, required=False),
    )  # fmt: skip


@action
def strike_off(by: Actor, entry: RollEntry, *, why: str, now: datetime) -> RollEntry:
    """They may not vote after all; the entry stays, with the reason. Safe by the lock on the ballot. Refused once it opened."""
    del now
    ballot = locked(by, entry.ballot, State.DRAFT, State.POSTED)
    found = RollEntry.objects.filter(ballot=ballot, pk=entry.pk).first()
    if found is None:
        raise Missing(_("There is no such entry."))
    found.struck_why = words(why, field="why", longest=200)
    found.save(update_fields=["struck_why"])
    return found


@action
def post_roll(by: Actor, ballot: Ballot, *, now: datetime) -> Ballot:
    """Everybody may see it from today and object. Safe by the lock on the ballot. Refused without voters or without options."""
    ballot = locked(by, ballot, State.DRAFT)
    number = ballot.roll.filter(struck_why="").count()
    if not number:
        raise Refused(_("Nobody stands on the roll."))
    if ballot.kind != Ballot.Kind.YES_NO and ballot.options.count() < 2:
        raise Refused(_("Write down first what can be chosen."))
    ballot.state, ballot.posted_date = State.POSTED, localdate(now)
    ballot.save(update_fields=["state", "posted_date"])
    happened(by, ballot, facts.POSTED, now=now, value=number)
    return ballot


@action
def object_to_roll(by: Actor, ballot: Ballot, *, text: str, raised_by: str, now: datetime) -> Objection:
    """An objection, written down at the desk for whoever raises it. Safe by the lock on the ballot.

    Refused after the days that the law gives for it (rule ballots.objection_days).
    """
    ballot = locked(by, ballot, State.POSTED)
    today = localdate(now)
    days = int(rule("ballots.objection_days", on=today).value)
    if ballot.posted_date is None or today > ballot.posted_date + timedelta(days=days):
        raise Refused(_("Objections were possible for %(days)s days after the posting.") % {"days": days})
    due = today + timedelta(days=int(rule("ballots.ruling_days", on=today).value))
    return Objection.objects.create(
        ballot=ballot, text=words(text, field="text", longest=500), raised_by=words(raised_by, field="raised_by", longest=60), raised_date=today, due_date=due,
    )  # fmt: skip


@action
def rule_on_objection(by: Actor, objection: Objection, *, is_upheld: bool, ruling: str, now: datetime) -> Objection:
    """Rule on it, with the reason. Safe by the lock on the ballot: a ruling is given once. What follows for the roll is done on it."""
    ballot = locked(by, objection.ballot, State.POSTED)
    found = Objection.objects.filter(ballot=ballot, pk=objection.pk).first()
    if found is None:
        raise Missing(_("There is no such objection."))
    if found.is_upheld is not None:
        raise Refused(_("It was ruled upon already."))
    if is_upheld is None:
        raise Invalid(_("Say yes or no."), field="is_upheld")
    found.is_upheld, found.ruling = is_upheld, words(ruling, field="ruling", longest=500)
    found.ruled_date = localdate(now)
    found.save(update_fields=["is_upheld", "ruling", "ruled_date"])
    return found
