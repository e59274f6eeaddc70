"""The roll: built by the rule, posted, objected to, ruled upon (Organic Law art. 16 and 17)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.base.rows import open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.records.queries.voters import Voter, Voters, who_votes

from .. import facts
from ..models import Ballot, Objection, RollEntry
from ..permissions import run_ballot, see_ballot
from ..rules import posted_days
from .recording import happened

State = Ballot.State
BATCH = 1000


@action
def build_roll(by: Actor, ballot: Ballot, *, now: datetime, voting_date: date | None = None) -> Voters:
    """Write the roll anew from the records: everybody of voting age on the first day of voting, or a household each. Who is left out is told
    by name.

    `voting_date` is that day as it is planned, at the earliest the one on which the ballot can open if the roll is posted today; that is
    taken where none is said. Safe by the lock on the ballot. Refused once it is posted, and where the voters stand on a list of their
    own. Invalid for a day that is too early.
    """
    ballot = open_row(by, Ballot, ballot.pk, State.DRAFT, right=run_ballot, see=see_ballot)
    if ballot.has_typed_roll:
        raise Refused(_("Representatives and owners stand on a list of their own: paste it in."))
    today = localdate(now)
    earliest = today + timedelta(days=posted_days(ballot, on=today))
    if voting_date and voting_date < earliest:
        raise Invalid(_("Voting can begin on %(day)s at the earliest.") % {"day": earliest}, field="voting_date")
    ballot.voting_date = voting_date or earliest
    ballot.save(update_fields=["voting_date"])
    found = _who_votes(by, ballot, ballot.voting_date)
    ballot.roll.all().delete()
    RollEntry.objects.bulk_create(
        (_of_records(ballot, number, voter) for number, voter in enumerate(found.voters, start=1)), batch_size=BATCH
    )
    return found


@action
def complete_roll(by: Actor, ballot: Ballot, *, now: datetime) -> list[RollEntry]:
    """Put on a posted roll who comes of age between the day for which it was written and today, as the voting begins later than planned.

    Safe by the lock on the ballot, under which the numbers are drawn.
    """
    ballot = open_row(by, Ballot, ballot.pk, State.POSTED, right=run_ballot, see=see_ballot)
    last = ballot.roll.aggregate(last=Max("number"))["last"] or 0
    late = come_of_age(by, ballot, localdate(now))
    return RollEntry.objects.bulk_create(
        _of_records(ballot, number, one) for number, one in enumerate(late, start=last + 1)
    )


def come_of_age(by: Actor, ballot: Ballot, today: date) -> list[Voter]:
    """Who is of age today, was not on the planned day, and does not stand on the roll."""
    if ballot.has_typed_roll or ballot.voting_date is None or today <= ballot.voting_date:
        return []
    before = {(one.resident, one.household) for one in _who_votes(by, ballot, ballot.voting_date).voters}
    there = set(ballot.roll.values_list("resident_key", "household_key"))
    return [one for one in _who_votes(by, ballot, today).voters if (one.resident, one.household) not in before | there]


def _who_votes(by: Actor, ballot: Ballot, voting_date: date) -> Voters:
    age = int(rule("ballots.voting_age", on=voting_date).value)
    by_household = ballot.votes_by == Ballot.VotesBy.HOUSEHOLD
    return who_votes(by, ballot.community, by_household=by_household, age=age, voting_date=voting_date)


def _of_records(ballot: Ballot, number: int, voter: Voter) -> RollEntry:
    return RollEntry(
        ballot=ballot,
        number=number,
        name=voter.name,
        home=voter.home,
        resident_key=voter.resident,
        household_key=voter.household,
    )


@dataclass(frozen=True)
class Listed:
    """A line of a list: a representative, or an owner with the area of all their homes in hundredths of a square metre."""

    name: str
    home: str = ""
    area: int | None = None


@action
def write_roll(
    by: Actor, ballot: Ballot, listed: Sequence[Listed], *, now: datetime, are_others: bool = False
) -> list[RollEntry]:
    """Write the roll anew from a list of representatives or owners. Safe by the lock on the ballot.

    Invalid for an owner without area, for a list of others, and for the same line twice, unless it is said that these are different
    people (`are_others`); Refused once it is posted.
    """
    del now
    ballot = open_row(by, Ballot, ballot.pk, State.DRAFT, right=run_ballot, see=see_ballot)
    if not ballot.has_typed_roll:
        raise Invalid(_("The voters of this ballot come from the records of residents."), field="lines")
    twice = sorted({f"{one.name} {one.home}".strip() for one, number in Counter(listed).items() if number > 1})
    if twice and not are_others:
        raise Invalid(
            _(
                "The same line stands there twice, and would be two votes: %(lines)s. Take one away, or say that they are different people."
            )
            % {"lines": "、".join(twice[:5])},
            field="lines",
        )
    entries = [_entry(ballot, number, one) for number, one in enumerate(listed, start=1)]
    ballot.roll.all().delete()
    return RollEntry.objects.bulk_create(entries, batch_size=BATCH)


@action
def add_to_roll(
    by: Actor, ballot: Ballot, *, name: str, now: datetime, home: str = "", area: int | None = None
) -> RollEntry:
    """Somebody whom the records do not know, or who came in by an objection. Safe by the lock on the ballot."""
    del now
    ballot = open_row(by, Ballot, ballot.pk, State.DRAFT, State.POSTED, right=run_ballot, see=see_ballot)
    last = ballot.roll.aggregate(last=Max("number"))["last"] or 0
    entry = _entry(ballot, last + 1, Listed(name, home, area))
    entry.save()
    return entry


@action
def forget_old_rolls(by: Actor, *, now: datetime) -> int:
    """Names and homes go from rolls that are older than the rule allows (ballots.roll_kept_days); marks and fingerprint stay, for the
    count has to add up. Run by the house; safe: it only blanks rows that nobody changes any more.
    """
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    day = localdate(now) - timedelta(days=int(rule("ballots.roll_kept_days", on=localdate(now)).value))
    old = RollEntry.objects.filter(
        ballot__state__in=(State.COUNTED, State.CALLED_OFF), ballot__drafted_at__date__lt=day
    )
    return old.exclude(name="").update(name="", home="", resident_key=None, household_key=None)


def _entry(ballot: Ballot, number: int, listed: Listed) -> RollEntry:
    if (ballot.votes_by == Ballot.VotesBy.OWNER) != bool(listed.area):
        raise Invalid(_("Line %(n)s: every owner has an area, and nobody else.") % {"n": number}, field="area")
    name = words(listed.name, field="name", longest=60)
    home = words(listed.home, field="home", longest=160, required=False)
    return RollEntry(ballot=ballot, number=number, name=name, home=home, area=listed.area)


@action
def strike_off(by: Actor, entry: RollEntry, *, why: str, now: datetime) -> RollEntry:
    """They may not vote after all; the entry stays, with the reason. Safe by the lock on the ballot. Refused once it opened."""
    del now
    ballot = open_row(by, Ballot, entry.ballot.pk, State.DRAFT, State.POSTED, right=run_ballot, see=see_ballot)
    found = RollEntry.objects.filter(ballot=ballot, pk=entry.pk).first()
    if found is None:
        raise Missing(_("That is not there any more."))
    found.struck_why = words(why, field="why", longest=200)
    found.save(update_fields=["struck_why"])
    return found


@action
def post_roll(by: Actor, ballot: Ballot, *, now: datetime) -> Ballot:
    """Everybody may see it from today and object. Safe by the lock on the ballot. Refused without voters or without options.

    An election's candidates are nominated while it is posted.
    """
    ballot = open_row(by, Ballot, ballot.pk, State.DRAFT, right=run_ballot, see=see_ballot)
    number = ballot.roll.filter(struck_why="").count()
    if not number:
        raise Refused(_("Nobody stands on the roll."))
    if not (ballot.is_answer or ballot.kind == Ballot.Kind.ELECTION) and ballot.options.count() < 2:
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
    ballot = open_row(by, Ballot, ballot.pk, State.POSTED, right=run_ballot, see=see_ballot)
    today = localdate(now)
    days = int(rule("ballots.objection_days", on=today, community=ballot.community).value)
    if ballot.posted_date is None or today > ballot.posted_date + timedelta(days=days):
        raise Refused(_("Objections were possible for %(days)s days after the posting.") % {"days": days})
    due = today + timedelta(days=int(rule("ballots.ruling_days", on=today, community=ballot.community).value))
    return Objection.objects.create(
        ballot=ballot,
        text=words(text, field="text", longest=500),
        raised_by=words(raised_by, field="raised_by", longest=60),
        raised_date=today,
        due_date=due,
    )


@action
def rule_on_objection(by: Actor, objection: Objection, *, is_upheld: bool, ruling: str, now: datetime) -> Objection:
    """Rule on it, with the reason. Safe by the lock on the ballot: a ruling is given once. What follows for the roll is done on it."""
    ballot = open_row(by, Ballot, objection.ballot.pk, State.POSTED, right=run_ballot, see=see_ballot)
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
