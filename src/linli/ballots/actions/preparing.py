"""A ballot is prepared: the question, the options, who votes."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.base.text import words
from linli.places.models import Community

from .. import facts
from ..models import Ballot, Option
from ..permissions import hold_ballots
from .lock import happened, locked

MOST_OPTIONS = 60


@action
def draft_ballot(
    by: Actor, community: Community, *, question: str, kind: str, votes_by: str, now: datetime, text: str = "", seats: int = 1, marks: int | None = None
) -> Ballot:  # fmt: skip
    """Begin a ballot. Safe: it only adds a row. Invalid for a kind that is not known or more marks than make sense."""
    hold_ballots.require(by, community)
    if kind not in Ballot.Kind.values:
        raise Invalid(_("Choose one of the list."), field="kind")
    if votes_by not in Ballot.VotesBy.values:
        raise Invalid(_("Choose one of the list."), field="votes_by")
    if not 1 <= seats <= MOST_OPTIONS:
        raise Invalid(_("There must be something to win."), field="seats")
    if marks is not None and not 1 <= marks <= MOST_OPTIONS:
        raise Invalid(_("A ballot paper has at least one mark."), field="marks")
    ballot = Ballot.objects.create(
        community=community, question=words(question, field="question", longest=200), text=words(text, field="text", longest=4000, required=False),
        kind=kind, votes_by=votes_by, seats=seats, marks=marks, drafted_at=now,
    )  # fmt: skip
    happened(by, ballot, facts.DRAFTED, now=now)
    return ballot


@action
def set_options(by: Actor, ballot: Ballot, labels: Sequence[str], *, now: datetime) -> list[Option]:
    """What can be chosen, in the order of the paper; written anew, the list is replaced. Safe by the lock on the ballot.

    Invalid for the same twice, for fewer than two, for a question of yes and no. Refused once the roll is posted.
    """
    del now
    ballot = locked(by, ballot, Ballot.State.DRAFT)
    if ballot.kind == Ballot.Kind.YES_NO:
        raise Invalid(_("A question of yes or no has no other options."), field="options")
    written = [words(label, field="options", longest=120) for label in labels]
    if not 2 <= len(written) <= MOST_OPTIONS:
        raise Invalid(_("Write down at least two options, one a line."), field="options")
    if len(set(written)) != len(written):
        raise Invalid(_("The same stands there twice."), field="options")
    ballot.options.all().delete()
    return Option.objects.bulk_create(
        Option(ballot=ballot, key=f"o{number}", label=label, position=number)
        for number, label in enumerate(written, start=1)
    )
