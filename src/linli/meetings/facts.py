"""What can happen with a meeting."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

GOODS = (Good.SELF_GOVERNMENT,)
CALLED = declare(
    "meetings.meeting.called", _("A meeting was called"), unit="days", goods=GOODS, attributes=("meeting_kind",)
)
OPENED = declare(
    "meetings.meeting.opened",
    _("A meeting was opened"),
    unit="persons",
    goods=GOODS,
    attributes=("meeting_kind", "on_roll", "needed"),
)
DECIDED = declare(
    "meetings.motion.decided",
    _("Hands were counted on a motion"),
    unit="persons",
    goods=GOODS,
    attributes=("meeting_kind", "is_carried"),
)
CLOSED = declare(
    "meetings.meeting.closed", _("A meeting ended"), unit="persons", goods=GOODS, attributes=("meeting_kind",)
)
POSTED = declare(
    "meetings.minutes.posted", _("Minutes were posted"), unit="days", goods=GOODS, attributes=("meeting_kind",)
)
CALLED_OFF = declare(
    "meetings.meeting.called_off", _("A meeting was called off"), goods=GOODS, attributes=("meeting_kind",)
)
REACHED = declare(
    "meetings.demand.reached", _("Enough residents demand a meeting"), goods=GOODS, attributes=("asked_by",)
)
STEP_FINISHED = declare(
    "meetings.step.finished", _("A step of a meeting was finished"), goods=GOODS, attributes=("in_time", "is_given_up")
)
