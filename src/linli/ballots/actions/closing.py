"""A ballot ends: nothing more is thrown in, the box is opened with its keys, counted, and what lay in it is published."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.rows import all_held, open_row
from linli.base.text import words

from .. import facts
from ..box import WrongKeyError, WrongSlipError, combine, open_sealed, public_key_of, read_slip
from ..box.sealing import SECRET_BYTES
from ..counting.counted import Cast
from ..counting.published import written
from ..models import Ballot, BallotPaper, CodeAsked, RollEntry, SealedBallot
from ..notices import MARKED_SCREEN
from ..opening import consultation_of, opening_of
from ..papers import PAPER_WAYS, read
from ..permissions import run_ballot, see_ballot
from ..queries.ballots import consulted, turnout
from ..registries import AFTER_COUNT, SEATED
from .codes import tell_voters
from .recording import happened

State = Ballot.State
BATCH = 1000
SCREENS = (RollEntry.Channel.TABLET, RollEntry.Channel.WEB)


@action
def close_ballot(by: Actor, ballot: Ballot, *, now: datetime) -> Ballot:
    """Nothing more is thrown in. Safe by the lock on the ballot: who votes at this moment is in before it, or is told it is over.

    Refused before the end that was announced.
    """
    ballot = open_row(by, Ballot, ballot.pk, State.OPEN, right=run_ballot, see=see_ballot)
    if ballot.closes_at is None or now < ballot.closes_at:
        raise Refused(_("It ends when it was announced to end, not before."))
    return _closed(by, ballot, now)


@action
def close_due_ballots(by: Actor, *, now: datetime) -> int:
    """Close those whose end has come. Run by the house, safe by the lock on each."""
    if not by.is_house:
        raise NotYours(_("This is done by the house itself."))
    due = all_held(Ballot.objects.filter(state=State.OPEN, closes_at__lte=now))
    return len([_closed(by, ballot, now) for ballot in due])


@action
def open_box(by: Actor, ballot: Ballot, slips: Sequence[str], *, now: datetime) -> Ballot:
    """Open the box with enough of its slips, count, and publish every ballot by its receipt.

    What was sealed and what was read from papers is deleted, and the open ballots are stored in the order of their receipts, so that
    what is left says nothing of who came when, nor which lay on paper. Safe by the lock on the ballot: a box is opened once.
    Invalid for slips that do not open it. Refused where there are not as many ballots in the box as marks on the roll (then
    something was done to the database), while papers wait to be read a second time, and while a vote that opened before decides about the
    near relative of a candidate (registry SEATED). What follows from the result is written in the same transaction (AFTER_COUNT).
    """
    ballot = open_row(by, Ballot, ballot.pk, State.CLOSED, right=run_ballot, see=see_ballot)
    secret = _secret(slips)
    if public_key_of(secret).hex() != ballot.box_key:
        raise Invalid(_("These slips do not open this box: too few, or of another ballot."), field="slips")
    if ballot.kind == Ballot.Kind.ELECTION:
        ballot.seated = sorted({key for find in SEATED.values() for key in find(ballot)})
    marked, opening = turnout(ballot), opening_of(ballot)
    box, asked = _whole_box(ballot, secret, marked), _consulted(ballot, secret)
    told = written(opening, marked, box)
    ballot.seal, ballot.result = told.seal, told.result
    if asked:
        answers = written(consultation_of(ballot), consulted(ballot), asked)
        ballot.consulted = {"seal": answers.seal, "result": answers.result}
    _publish(ballot, box, asked)
    ballot.sealed.all().delete()
    ballot.blanks.all().delete()
    ballot.state, ballot.counted_at = State.COUNTED, now
    ballot.save()
    happened(by, ballot, facts.COUNTED, now=now, value=len(box), on_roll=opening.roll.voters)
    for follow in AFTER_COUNT.values():
        follow(by, ballot, now)
    return ballot


@action
def call_off(by: Actor, ballot: Ballot, *, why: str, now: datetime) -> Ballot:
    """It does not take place; the reason is public, and what lies in the box is thrown away unread. Safe by the lock on the ballot."""
    ballot = open_row(
        by, Ballot, ballot.pk, State.DRAFT, State.POSTED, State.OPEN, State.CLOSED, right=run_ballot, see=see_ballot
    )
    ballot.called_off_why = words(why, field="why", longest=300)
    ballot.sealed.all().delete()
    ballot.state = State.CALLED_OFF
    ballot.save(update_fields=["state", "called_off_why"])
    happened(by, ballot, facts.CALLED_OFF, now=now)
    return ballot


def _closed(by: Actor, ballot: Ballot, now: datetime) -> Ballot:
    ballot.state = State.CLOSED
    ballot.save(update_fields=["state"])
    happened(by, ballot, facts.CLOSED, now=now)
    CodeAsked.objects.filter(entry__ballot=ballot).delete()
    on_screens = ballot.roll.filter(channel__in=SCREENS)
    tell_voters(
        by, ballot, list(on_screens), MARKED_SCREEN, now=now
    )  # all together: a notice at the vote would have its moment
    return ballot


def _secret(slips: Sequence[str]) -> bytes:
    try:
        shares = dict(read_slip(slip, share_bytes=SECRET_BYTES) for slip in slips if slip.strip())
    except WrongSlipError as wrong:
        raise Invalid(_("A slip was mistyped: compare it with the paper."), field="slips") from wrong
    if not shares:
        raise Invalid(_("Type in the slips of the key holders."), field="slips")
    return combine(shares)


def _whole_box(ballot: Ballot, secret: bytes, marked: Mapping[str, int]) -> list[Cast]:
    """Ballots thrown in and papers read, in the order of their receipts, if there are as many as the marks on the roll allow."""
    thrown_in, on_paper = _opened(ballot, secret, is_consultative=False), _papers(ballot)
    given_out = sum(marked.get(way, 0) for way in PAPER_WAYS)
    if len(thrown_in) != sum(marked.values()) - given_out:
        raise Refused(_("There are not as many ballots in the box as marks on the roll. Nothing was counted."))
    if len(on_paper) > given_out:
        raise Refused(_("There are more papers than voters who were given one. Nothing was counted."))
    if ballot.kind == Ballot.Kind.OWNERS:
        _areas_fit(ballot, thrown_in, on_paper)
    return sorted([*thrown_in, *on_paper], key=lambda one: one.receipt)


def _consulted(ballot: Ballot, secret: bytes) -> list[Cast]:
    """Ballots that do not count by law, if there are as many as were asked."""
    found = _opened(ballot, secret, is_consultative=True)
    if len(found) != sum(consulted(ballot).values()):
        raise Refused(_("There are not as many ballots in the box as marks on the roll. Nothing was counted."))
    return sorted(found, key=lambda one: one.receipt)


def _areas_fit(ballot: Ballot, thrown_in: Sequence[Cast], on_paper: Sequence[Cast]) -> None:
    """Every area is that of an owner who voted on this way, and each owner's stands once."""
    by_paper: Counter[int | None] = Counter()
    by_screen: Counter[int | None] = Counter()
    for channel, area in ballot.roll.exclude(channel="").values_list("channel", "area"):
        (by_paper if channel in PAPER_WAYS else by_screen)[area] += 1
    if Counter(one.area for one in thrown_in) != by_screen or Counter(one.area for one in on_paper) - by_paper:
        raise Refused(_("An area on a ballot is that of no owner who voted. Nothing was counted."))


def _publish(ballot: Ballot, box: Sequence[Cast], asked: Sequence[Cast]) -> None:
    """Counted and consultative ones together in the order of their receipts."""
    lying = sorted([(one, False) for one in box] + [(one, True) for one in asked], key=lambda pair: pair[0].receipt)
    BallotPaper.objects.bulk_create(
        (
            BallotPaper(
                ballot=ballot,
                receipt=one.receipt,
                choice=list(one.choice),
                invalid=one.invalid,
                area=one.area,
                is_consultative=is_consultative,
            )
            for one, is_consultative in lying
        ),
        batch_size=BATCH,
    )


def _papers(ballot: Ballot) -> list[Cast]:
    """Every paper that was read. Refused while one was read by one person alone, or differently by two."""
    read_twice: list[Cast] = []
    for blank in ballot.blanks.filter(entries__isnull=False).distinct().prefetch_related("entries"):
        entries = list(blank.entries.all())
        if len(entries) < 2 or not entries[0].reads_like(entries[1]):
            raise Refused(_("A paper was not read alike by two people yet."))
        read_twice.append(Cast(blank.code, tuple(entries[0].choice), entries[0].invalid, entries[0].area))
    return read_twice


def _opened(ballot: Ballot, secret: bytes, *, is_consultative: bool) -> list[Cast]:
    found = SealedBallot.objects.filter(ballot=ballot, is_consultative=is_consultative)
    try:
        return [read(open_sealed(bytes(one), secret)) for one in found.values_list("sealed", flat=True)]
    except WrongKeyError as wrong:
        raise Refused(_("A ballot in the box was tampered with. Nothing was counted.")) from wrong
