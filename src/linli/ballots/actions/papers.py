"""Paper: printed with codes, given out to whoever is marked for it, read after the end by two people who do not see each other's reading."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import open_row

from ..models import Ballot, BlankPaper, PaperEntry, RollEntry
from ..notices import MARKED_PAPER
from ..papers import PAPER_WAYS, checked, new_receipt
from ..permissions import run_ballot, see_ballot
from ..queries.papers import paper_code
from ..rules import fixed_ways
from .codes import tell_voters

State = Ballot.State
MOST_AT_ONCE = 500
UNCLEAR = "unclear"


@action
def print_papers(by: Actor, ballot: Ballot, number: int, *, now: datetime) -> list[BlankPaper]:
    """So many papers, each with a code of its own that is also its voter's receipt. Safe by the lock on the ballot.

    Shuffle them before they are given out: the codes are random, and nobody writes down who got which.
    """
    del now
    ballot = open_row(by, Ballot, ballot.pk, State.POSTED, State.OPEN, right=run_ballot, see=see_ballot)
    if not 1 <= number <= MOST_AT_ONCE:
        raise Invalid(_("Print between one and five hundred at once."), field="number")
    return BlankPaper.objects.bulk_create(BlankPaper(ballot=ballot, code=new_receipt()) for _paper in range(number))


@action
def mark_for_paper(by: Actor, entry: RollEntry, *, way: str, now: datetime) -> RollEntry:
    """They vote on paper, at a booth or by letter: marked once, and with no moment; who has an account is told. Safe by the lock on the ballot, like
    every vote.

    Refused for who voted already, on whatever way, outside the voting, and on a way that does not count by law.
    """
    ballot = open_row(by, Ballot, entry.ballot.pk, State.OPEN, right=run_ballot, see=see_ballot)
    if way not in PAPER_WAYS:
        raise Invalid(_("Choose one of the list."), field="way")
    if way not in fixed_ways(ballot):
        raise Refused(_("By the rule of this ballot a paper counts only if it is thrown in at the booth."))
    if ballot.closes_at is None or now >= ballot.closes_at:
        raise Refused(_("The voting is over."))
    if not RollEntry.objects.filter(ballot=ballot, pk=entry.pk, channel="", struck_why="").update(channel=way):
        raise Refused(_("They have voted already."))
    entry.refresh_from_db()
    tell_voters(by, ballot, [entry], MARKED_PAPER, now=now)
    return entry


@action
def take_paper_back(by: Actor, entry: RollEntry, *, now: datetime) -> RollEntry:
    """They give the paper back unmarked, or it was written down for the wrong one: torn up before both, and they may still vote.

    Safe by the lock on the ballot. How often it happened is public; if the paper lay in the box after all, there are more papers
    than marks, and nothing is counted.
    """
    ballot = open_row(by, Ballot, entry.ballot.pk, State.OPEN, right=run_ballot, see=see_ballot)
    if not RollEntry.objects.filter(ballot=ballot, pk=entry.pk, channel__in=PAPER_WAYS).update(channel=""):
        raise Refused(_("They were not given a paper."))
    ballot.papers_taken_back += 1
    ballot.save(update_fields=["papers_taken_back"])
    del now
    entry.refresh_from_db()
    return entry


@action
def read_paper(
    by: Actor,
    ballot: Ballot,
    code: str,
    choice: Sequence[str],
    *,
    now: datetime,
    is_unclear: bool = False,
    area: int | None = None,
) -> PaperEntry:
    """What one of two people reads on a paper, of owners with the area. As long as the two differ each may read again, with the paper
    before both.

    Safe by the lock on the ballot: a third person is refused, and so is a change once two agree. Missing for a code that was not
    printed, Invalid for what no paper allows.
    """
    del now
    ballot = open_row(by, Ballot, ballot.pk, State.CLOSED, right=run_ballot, see=see_ballot)
    blank = BlankPaper.objects.filter(ballot=ballot, code=paper_code(code)).first()
    if blank is None:
        raise Missing(_("No paper was printed with this code."))
    others = [entry for entry in blank.entries.all() if entry.by_id != me(by)]
    if len(others) > 1:
        raise Refused(_("Two people have read this paper already."))
    if (ballot.kind == Ballot.Kind.OWNERS) != (area is not None and area > 0):
        raise Invalid(_("Write down the area that stands on the paper."), field="area")
    given, invalid = ([], UNCLEAR) if is_unclear else (list(checked(ballot, choice)), "")
    mine = blank.entries.filter(by=me(by)).first()
    if mine and others and mine.reads_like(others[0]):
        raise Refused(_("This paper was read twice, and alike."))
    entry, _made = PaperEntry.objects.update_or_create(
        blank=blank, by_id=me(by), defaults={"choice": given, "invalid": invalid, "area": area}
    )
    return entry
