"""What can happen to a ballot. That somebody voted is no fact: a fact has its moment, and a vote has none."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

DRAFTED = declare(
    "ballots.ballot.drafted", _("A ballot was prepared"), goods=(Good.SELF_GOVERNMENT,), attributes=("ballot_kind",)
)
POSTED = declare(
    "ballots.roll.posted",
    _("A roll of voters was posted"),
    unit="persons",
    goods=(Good.SELF_GOVERNMENT,),
    attributes=("ballot_kind",),
)
OPENED = declare(
    "ballots.ballot.opened",
    _("A ballot began"),
    unit="persons",
    goods=(Good.SELF_GOVERNMENT,),
    attributes=("ballot_kind",),
)
CLOSED = declare(
    "ballots.ballot.closed", _("A ballot ended"), goods=(Good.SELF_GOVERNMENT,), attributes=("ballot_kind",)
)
COUNTED = declare(
    "ballots.ballot.counted",
    _("A ballot was counted"),
    unit="persons",
    goods=(Good.SELF_GOVERNMENT,),
    attributes=("ballot_kind", "on_roll"),
)
CALLED_OFF = declare(
    "ballots.ballot.called_off",
    _("A ballot was called off"),
    goods=(Good.SELF_GOVERNMENT,),
    attributes=("ballot_kind",),
)
