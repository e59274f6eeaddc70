"""Ballots as the reader may see them, and the file from which anybody recounts."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from django.db.models import Count
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.links import LENGTH, plain_code
from linli.places.models import Community

from ..codes import purpose_of
from ..counting.counted import Cast
from ..counting.published import written
from ..models import Ballot, RollEntry
from ..opening import consultation_of, opening_of
from ..permissions import run_ballot, see_ballot

BETWEEN = re.compile(r"[\W_]+")
LONGEST_CODE = 9 + 9 + LENGTH


def ballots(reader: Actor, community: Community) -> list[Ballot]:
    return list(Ballot.objects.filter(see_ballot.within(reader), community=community))


def ballot_for(reader: Actor, key: int) -> Ballot:
    """Missing where there is none, or none that the reader may see."""
    found = Ballot.objects.filter(see_ballot.within(reader), pk=key).select_related("community__division").first()
    if found is None:
        raise Missing(_("There is no such ballot."))
    return found


def entry_by_code(code: str) -> tuple[RollEntry, str]:
    """The place on the roll that a code opens, as 3-17-ABCDE-FGHJK, and the kind of code.

    However it is typed: other strokes, blanks or none, small letters, full width. Missing for every wrong one, with the same words.
    """
    for ballot, number, signs in _readings(code):
        rows = RollEntry.objects.filter(ballot=ballot, number=number, struck_why="")
        found = rows.select_related("ballot__community").first()
        if found and (purpose := purpose_of(found, signs)):
            return found, purpose
    raise Missing(_("This code opens no ballot."))


def _readings(code: str) -> Iterator[tuple[int, int, str]]:
    """How a code may be meant: whatever stands between its parts, and where nothing does, wherever the ballot's number may end."""
    parts = [plain_code(part) for part in BETWEEN.split(unicodedata.normalize("NFKC", code).strip()) if part]
    whole = "".join(parts)
    if len(whole) > LONGEST_CODE:
        return
    signs, figures = whole[-LENGTH:], whole[:-LENGTH]
    if not (figures.isascii() and figures.isdecimal()):
        return
    cuts = range(1, len(figures))
    if len(parts) > 2 and parts[0].isdecimal() and 0 < len(parts[0]) < len(figures):
        cuts = range(len(parts[0]), len(parts[0]) + 1)
    for cut in cuts:
        yield int(figures[:cut]), int(figures[cut:]), signs


def turnout(ballot: Ballot) -> Mapping[str, int]:
    """How many voted on each way, of those who may."""
    rows = ballot.roll.exclude(channel="").values_list("channel").annotate(number=Count("pk")).order_by("channel")
    return dict(rows)


def consulted(ballot: Ballot) -> Mapping[str, int]:
    """How many gave an answer that does not count by law, on each way."""
    rows = ballot.roll.exclude(consulted="").values_list("consulted").annotate(number=Count("pk")).order_by("consulted")
    return dict(rows)


def published_file(ballot: Ballot, *, is_consultative: bool = False) -> str:
    """The file of a ballot that was counted, made anew from what is kept: it is the same each time, and has the posted seal.

    Missing before the count, and where nobody was asked on a way that does not count.
    """
    if ballot.state != Ballot.State.COUNTED or (is_consultative and not ballot.consulted):
        raise Missing(_("This ballot was not counted yet."))
    rows = ballot.papers.filter(is_consultative=is_consultative).values_list("receipt", "choice", "invalid", "area")
    box = [Cast(receipt, tuple(choice), invalid, area) for receipt, choice, invalid, area in rows]
    if is_consultative:
        return written(consultation_of(ballot), consulted(ballot), box, (ballot.consulted or {})["result"]).text
    return written(opening_of(ballot), turnout(ballot), box, ballot.result).text


def ballots_waiting(reader: Actor) -> int:
    """How many are over and wait for their key holders."""
    return Ballot.objects.filter(run_ballot.within(reader), state=Ballot.State.CLOSED).count()
