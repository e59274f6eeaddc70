"""A ballot is prepared: the question, what can be chosen, who votes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.base.rows import open_row
from linli.base.text import words
from linli.places.models import Community

from .. import facts
from ..models import Ballot, Option
from ..permissions import hold_ballots, run_ballot, see_ballot
from .recording import happened

Kind = Ballot.Kind
MOST_OPTIONS = 60
MATTERS = range(1, 10)
DEAREST = 10**12


@action
def draft_ballot(
    by: Actor,
    community: Community,
    *,
    question: str,
    kind: str,
    votes_by: str,
    now: datetime,
    text: str = "",
    seats: int = 1,
    marks: int | None = None,
    women: int = 0,
    limit: int | None = None,
    matter: int | None = None,
    is_statutory: bool = False,
) -> Ballot:
    """Begin a ballot. Safe: it only adds a row. `limit` in fen, of budgets; `matter` of owners, by Civil Code art. 278.

    Invalid for a kind that is not known, more marks than make sense, a budget without money, owners without a matter.
    """
    hold_ballots.require(by, community)
    if kind not in Kind.values:
        raise Invalid(_("Choose one of the list."), field="kind")
    if votes_by not in Ballot.VotesBy.values:
        raise Invalid(_("Choose one of the list."), field="votes_by")
    if not 1 <= seats <= MOST_OPTIONS:
        raise Invalid(_("There must be something to win."), field="seats")
    if marks is not None and not 1 <= marks <= MOST_OPTIONS:
        raise Invalid(_("A ballot paper has at least one mark."), field="marks")
    ballot = Ballot(
        community=community,
        question=words(question, field="question", longest=200),
        text=words(text, field="text", longest=4000, required=False),
        kind=kind,
        votes_by=votes_by,
        seats=seats,
        marks=marks,
        women=women,
        limit=limit,
        matter=matter,
        drafted_at=now,
        is_statutory=is_statutory or kind == Kind.ELECTION,
    )
    _make_sense(ballot)
    ballot.save()
    happened(by, ballot, facts.DRAFTED, now=now)
    return ballot


def _make_sense(ballot: Ballot) -> None:
    is_owners = ballot.kind == Kind.OWNERS
    if is_owners != (ballot.votes_by == Ballot.VotesBy.OWNER):
        raise Invalid(_("Owners vote by area and by head, and nobody else does."), field="votes_by")
    if is_owners != (ballot.matter is not None) or (is_owners and ballot.matter not in MATTERS):
        raise Invalid(_("Say which matter of article 278 the owners decide."), field="matter")
    if ballot.is_budget != (ballot.limit is not None) or (ballot.limit is not None and not 0 < ballot.limit <= DEAREST):
        raise Invalid(_("A budget needs money to share out, and nothing else does."), field="limit")
    if not 0 <= ballot.women <= ballot.seats:
        raise Invalid(_("There are not so many places."), field="women")


@dataclass(frozen=True)
class Standing:
    """Somebody or something on the paper. `cost` in fen."""

    label: str
    text: str = ""
    cost: int | None = None
    is_woman: bool = False


@action
def set_options(by: Actor, ballot: Ballot, labels: Sequence[str], *, now: datetime) -> list[Option]:
    """What can be chosen, in the order of the paper; written anew, the list is replaced. Safe by the lock on the ballot.

    Invalid for the same twice, for fewer than two, for a question of yes and no. Refused once the roll is posted.
    """
    del now
    ballot = open_row(by, Ballot, ballot.pk, Ballot.State.DRAFT, right=run_ballot, see=see_ballot)
    if ballot.is_answer:
        raise Invalid(_("A question of yes or no has no other options."), field="options")
    if ballot.is_budget or ballot.kind == Kind.ELECTION:
        raise Invalid(_("Candidates and projects come with more than a name."), field="options")
    return _replace(ballot, [Standing(label) for label in labels])


@action
def set_projects(by: Actor, ballot: Ballot, projects: Sequence[Standing], *, now: datetime) -> list[Option]:
    """What the money can be spent on, each with its cost. Safe by the lock on the ballot.

    Invalid for a project without a cost or dearer than all the money. Refused once the roll is posted.
    """
    del now
    ballot = open_row(by, Ballot, ballot.pk, Ballot.State.DRAFT, right=run_ballot, see=see_ballot)
    if not ballot.is_budget:
        raise Invalid(_("Only a budget has projects."), field="options")
    for project in projects:
        if project.cost is None or not 0 < project.cost <= (ballot.limit or 0):
            raise Invalid(
                _("%(project)s: give a cost that the money allows.") % {"project": project.label}, field="options"
            )
    return _replace(ballot, projects)


@action
def set_candidates(
    by: Actor, ballot: Ballot, candidates: Sequence[Standing], *, now: datetime, relatives: Sequence[Sequence[int]] = ()
) -> list[Option]:
    """Who stands for election; `relatives` are families by place on the list, of which only one can be elected (Organic Law art. 8).

    Safe by the lock on the ballot. While the roll is posted, as nominations run then; Refused once the voting has opened.
    """
    del now
    ballot = open_row(by, Ballot, ballot.pk, Ballot.State.DRAFT, Ballot.State.POSTED, right=run_ballot, see=see_ballot)
    if ballot.kind != Kind.ELECTION:
        raise Invalid(_("Only an election has candidates."), field="options")
    if any(not 0 <= place < len(candidates) for family in relatives for place in family):
        raise Invalid(_("A relative stands who is no candidate."), field="relatives")
    options = _replace(ballot, candidates)
    ballot.relatives = [sorted(options[place].key for place in family) for family in relatives if len(set(family)) > 1]
    ballot.save(update_fields=["relatives"])
    return options


@action
def draft_further(by: Actor, ballot: Ballot, *, now: datetime) -> Ballot:
    """The further vote for places that an election left open, among those whom its result names (Organic Law art. 19).

    The roll is the same, posted already; nobody is marked on it. Safe by the lock on the ballot and its one further vote. Invalid
    where nothing was left open, or nobody is left who may stand.
    """
    ballot = open_row(by, Ballot, ballot.pk, Ballot.State.COUNTED, right=run_ballot, see=see_ballot)
    left: dict[str, Any] = (ballot.result or {}).get("further") or {}
    standing = ballot.options.filter(key__in=left.get("candidates", ()))
    if ballot.kind != Kind.ELECTION or not standing or Ballot.objects.filter(after=ballot).exists():
        raise Invalid(_("No place was left open, or the further vote is there already."))
    places = min(left["places"], len(standing))
    return _next(by, ballot, standing, seats=places, women=min(left["for_women"], places), now=now)


@action
def draft_again(by: Actor, ballot: Ballot, *, now: datetime) -> Ballot:
    """The same election once more, after one that was not valid: the same roll, posted already, candidates and thresholds.

    Safe by the lock on the ballot and its one next vote. Invalid for an election that was valid, or is held again already.
    """
    ballot = open_row(by, Ballot, ballot.pk, Ballot.State.COUNTED, right=run_ballot, see=see_ballot)
    was_valid = (ballot.result or {}).get("valid", True)
    if ballot.kind != Kind.ELECTION or was_valid or Ballot.objects.filter(after=ballot).exists():
        raise Invalid(_("This vote was valid, or it is held again already."))
    return _next(by, ballot, ballot.options.all(), seats=ballot.seats, women=ballot.women, now=now)


def _next(by: Actor, ballot: Ballot, standing: Iterable[Option], *, seats: int, women: int, now: datetime) -> Ballot:
    keys = {one.key for one in standing}
    families = [[key for key in family if key in keys] for family in ballot.relatives]
    following = Ballot.objects.create(
        community=ballot.community,
        question=ballot.question,
        text=ballot.text,
        kind=ballot.kind,
        votes_by=ballot.votes_by,
        is_statutory=True,
        seats=seats,
        women=women,
        relatives=[family for family in families if len(family) > 1],
        after=ballot,
        drafted_at=now,
        state=Ballot.State.POSTED,
        posted_date=ballot.posted_date,
    )
    Option.objects.bulk_create(
        Option(
            ballot=following, key=one.key, label=one.label, text=one.text, is_woman=one.is_woman, position=one.position
        )
        for one in standing
    )
    _copy_roll(ballot, following)
    happened(by, following, facts.DRAFTED, now=now)
    return following


def _copy_roll(ballot: Ballot, following: Ballot) -> None:
    entries = list(ballot.roll.all())
    for entry in entries:
        entry.pk, entry.ballot, entry.channel, entry.consulted = None, following, "", ""
        entry.letters = entry.printed = 0
    ballot.roll.model.objects.bulk_create(entries, batch_size=1000)


def _replace(ballot: Ballot, standing: Sequence[Standing]) -> list[Option]:
    labels = [words(one.label, field="options", longest=120) for one in standing]
    if not 2 <= len(labels) <= MOST_OPTIONS:
        raise Invalid(_("Write down at least two options, one a line."), field="options")
    if len(set(labels)) != len(labels):
        raise Invalid(_("The same stands there twice."), field="options")
    ballot.options.all().delete()
    return Option.objects.bulk_create(
        Option(
            ballot=ballot,
            key=f"o{number}",
            label=label,
            text=words(one.text, field="options", longest=2000, required=False),
            position=number,
            cost=one.cost,
            is_woman=one.is_woman,
        )
        for number, (label, one) in enumerate(zip(labels, standing, strict=True), start=1)
    )
