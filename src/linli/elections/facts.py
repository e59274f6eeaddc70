"""What can happen in an election, besides what its ballots tell."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

GOODS = (Good.SELF_GOVERNMENT,)
CALLED = declare("elections.election.called", _("An election was called"), goods=GOODS, attributes=("election_kind",))
LISTED = declare(
    "elections.candidates.listed",
    _("Candidates were published"),
    unit="persons",
    goods=GOODS,
    attributes=("election_kind",),
)
HANDED_OVER = declare(
    "elections.committee.handed_over",
    _("The committee handed over"),
    unit="days",
    goods=GOODS,
    attributes=("election_kind",),
)
