"""Voting codes that staff make for others: how many, by whom and by which way is public; the voter is told; a tablet's code needs two."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Missing, Refused
from linli.base.rows import open_row
from linli.base.text import words
from linli.notices.actions import tell
from linli.records.actions import note_roll_read
from linli.records.queries.voters import persons_behind, persons_in

from ..codes import DESK, voting_code
from ..models import Ballot, CodeAsked, CodeMade, RollEntry
from ..notices import CODE_MADE
from ..permissions import run_ballot, see_ballot
from ..registries import proxies_of

State, Way = Ballot.State, CodeMade.Way


@action
def print_letters(
    by: Actor, ballot: Ballot, entries: Sequence[RollEntry], *, now: datetime, why: str = ""
) -> list[RollEntry]:
    """The letters that may be printed of these, each once; printed again only with a reason, which everybody reads.

    Nobody gets one who voted, was struck off or gave their vote to another. Safe by the lock on the ballot. Refused where nothing is
    left to print.
    """
    ballot = open_row(by, Ballot, ballot.pk, State.POSTED, State.OPEN, right=run_ballot, see=see_ballot)
    why = words(why, field="why", longest=200, required=False)
    away = proxies_of(ballot)
    rows = list(ballot.roll.filter(pk__in=[one.pk for one in entries], struck_why="", channel=""))
    rows = [one for one in rows if one.number not in away]
    first, again = [one for one in rows if not one.printed], [one for one in rows if one.printed]
    if not first and not (again and why):
        raise Refused(_("These letters were printed already. Say why they are printed again: everybody reads it."))
    for some, reason in ((first, ""), (again if why else [], why)):
        if some:
            _made(by, ballot, Way.LETTER, len(some), now, why=reason)
    chosen = first + (again if why else [])
    ballot.roll.filter(pk__in=[one.pk for one in chosen]).update(printed=F("printed") + 1)
    tell_voters(by, ballot, chosen, CODE_MADE, now=now)
    return sorted(chosen, key=lambda one: one.number)


@action
def send_code_anew(by: Actor, entry: RollEntry, *, now: datetime, why: str = "") -> RollEntry:
    """A letter was lost: the earlier code opens nothing any more. Safe by the lock on the ballot. Refused for who voted."""
    ballot = open_row(by, Ballot, entry.ballot.pk, State.POSTED, State.OPEN, right=run_ballot, see=see_ballot)
    found = waiting(ballot, entry)
    found.letters, found.printed = found.letters + 1, 0
    found.save(update_fields=["letters", "printed"])
    _made(by, ballot, Way.ANEW, 1, now, why=words(why, field="why", longest=200, required=False))
    tell_voters(by, ballot, [found], CODE_MADE, now=now)
    return found


@action
def ask_tablet_code(by: Actor, entry: RollEntry, *, now: datetime) -> CodeAsked:
    """A voter stands before the desk and wants the tablet: a second member of staff has to say yes. Safe by the lock and a constraint."""
    del now
    ballot = open_row(by, Ballot, entry.ballot.pk, State.OPEN, right=run_ballot, see=see_ballot)
    return CodeAsked.objects.update_or_create(entry=waiting(ballot, entry), defaults={"by_id": me(by)})[0]


@action
def make_tablet_code(by: Actor, entry: RollEntry, *, now: datetime, is_signed: bool = False) -> str:
    """The code with which the voter before the desk votes on the tablet, shown this once.

    Nobody makes one alone: either another member of staff asked for it (`ask_tablet_code`), or the voter has signed for it on the list.
    How many were made in which way is public. Safe by the lock on the ballot and a constraint. Refused for the one who asked, and for
    who voted.
    """
    ballot = open_row(by, Ballot, entry.ballot.pk, State.OPEN, right=run_ballot, see=see_ballot)
    found = waiting(ballot, entry)
    asked = CodeAsked.objects.filter(entry=found).first()
    first = asked.by_id if asked and asked.by_id != me(by) else None
    if first is None and not is_signed:
        raise Refused(
            _(
                "Nobody makes a voting code alone: a second member of staff says yes on their own account, or the voter signs for it."
            )
        )
    CodeAsked.objects.filter(entry=found).delete()
    CodeMade.objects.create(
        ballot=ballot,
        way=Way.TABLET,
        number=1,
        by_id=first or me(by),
        second_id=me(by) if first else None,
        is_signed=is_signed,
        made_date=localdate(now),
    )
    tell_voters(by, ballot, [found], CODE_MADE, now=now)
    return voting_code(found, DESK)


@action
def note_roll_seen(
    by: Actor, ballot: Ballot, entries: Collection[RollEntry], *, is_code: bool = False, now: datetime
) -> int:
    """Write down that these places on a roll, or a code for them, were seen by who holds the vote: each voter known from the records
    reads it, once a day. Returns how many are new. Safe by records.note_list_seen.
    """
    run_ballot.require(by, ballot)
    about = {"question": ballot.question}
    purpose = (
        _("A voting code was made: %(question)s") % about if is_code else _("Roll of a vote: %(question)s") % about
    )
    return note_roll_read(
        by,
        ballot.community,
        now=now,
        purpose=purpose[:200],
        residents=[entry.resident_key for entry in entries if entry.resident_key],
        households=[entry.household_key for entry in entries if entry.household_key],
    )


def tell_voters(by: Actor, ballot: Ballot, entries: Collection[RollEntry], kind: str, *, now: datetime) -> None:
    """Tell those of them who have an account; of a household everybody. Inside an action."""
    to, path = _persons(entries), f"/ballots/{ballot.pk}/"
    tell(
        by,
        kind,
        to=to,
        values={"question": ballot.question},
        path=path,
        now=now,
        community_id=ballot.community_id,
        may_be_nobody=True,  # who has no account reads it on the observers' page
    )


def waiting(ballot: Ballot, entry: RollEntry) -> RollEntry:
    """Somebody who may still vote. Missing for who is not there, Refused for who voted."""
    found = RollEntry.objects.filter(ballot=ballot, pk=entry.pk, struck_why="").first()
    if found is None:
        raise Missing(_("That is not there any more."))
    if found.channel:
        raise Refused(_("They have voted already."))
    return found


def _persons(entries: Collection[RollEntry]) -> list[int]:
    residents = [one.resident_key for one in entries if one.resident_key]
    homes = [one.household_key for one in entries if one.household_key]
    return [*persons_behind(residents).values(), *(persons_in(homes) if homes else ())]


def _made(by: Actor, ballot: Ballot, way: str, number: int, now: datetime, *, why: str) -> None:
    CodeMade.objects.create(ballot=ballot, way=way, number=number, by_id=me(by), why=why, made_date=localdate(now))
