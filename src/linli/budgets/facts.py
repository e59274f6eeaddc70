"""What can happen in a round of the participatory budget."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

GOODS = (Good.SELF_GOVERNMENT,)
OPENED = declare(
    "budgets.round.opened",
    _("A round of the participatory budget began"),
    unit="fen",
    goods=GOODS,
    attributes=("method",),
)
RAISED = declare(
    "budgets.idea.raised",
    _("An idea for the participatory budget was raised"),
    goods=GOODS,
    attributes=("came_by", "good"),
)
COSTED = declare(
    "budgets.idea.costed", _("An idea was costed"), unit="days", goods=GOODS, attributes=("is_feasible", "in_time")
)
DECLINED = declare(
    "budgets.idea.declined",
    _("An idea was not taken up, with reasons"),
    unit="days",
    goods=GOODS,
    attributes=("in_time",),
)
DRAFTED = declare("budgets.ballot.drafted", _("The ballot of a round was prepared"), unit="projects", goods=GOODS)
DECIDED = declare(
    "budgets.round.decided",
    _("A round was decided: what is carried out"),
    unit="fen",
    goods=GOODS,
    attributes=("chosen", "of"),
)
FINISHED = declare(
    "budgets.project.finished",
    _("A project of a round was finished or given up"),
    unit="fen",
    goods=GOODS,
    attributes=("in_time", "is_given_up", "good"),
)
CLOSED = declare(
    "budgets.round.closed",
    _("A round was closed, and everybody was told"),
    unit="days",
    goods=GOODS,
    attributes=("left_fen",),
)
CALLED_OFF = declare("budgets.round.called_off", _("A round was called off, with reasons"), goods=GOODS)
