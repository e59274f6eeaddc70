"""What can happen to a topic."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

GOODS = (Good.SELF_GOVERNMENT,)
RAISED = declare("deliberation.topic.raised", _("A topic was raised"), goods=GOODS, attributes=("origin",))
SUPPORTED = declare("deliberation.topic.supported", _("A topic found enough support"), unit="persons", goods=GOODS)
TAKEN_UP = declare(
    "deliberation.topic.taken_up", _("A topic was taken up"), unit="days", goods=GOODS, attributes=("in_time",)
)
DECLINED = declare(
    "deliberation.topic.declined",
    _("A topic was not taken up, with reasons"),
    unit="days",
    goods=GOODS,
    attributes=("in_time",),
)
STAGE_ENDED = declare(
    "deliberation.stage.ended", _("A stage of a topic ended"), unit="persons", goods=GOODS, attributes=("stage_kind",)
)
DECIDED = declare("deliberation.topic.decided", _("A topic was decided"), unit="steps", goods=GOODS)
STEP_FINISHED = declare(
    "deliberation.step.finished",
    _("A step of a result was finished"),
    goods=GOODS,
    attributes=("in_time", "is_given_up"),
)
REPORTED = declare(
    "deliberation.topic.reported", _("Those who took part were told what became of it"), unit="persons", goods=GOODS
)
CLOSED = declare("deliberation.topic.closed", _("A topic was closed"), unit="days", goods=GOODS)
HIDDEN = declare(
    "deliberation.words.hidden", _("Something said was hidden, with a reason"), goods=GOODS, attributes=("reason",)
)
RULED = declare(
    "deliberation.appeal.ruled",
    _("An appeal against hiding was ruled on"),
    unit="days",
    goods=GOODS,
    attributes=("is_shown_again",),
)
