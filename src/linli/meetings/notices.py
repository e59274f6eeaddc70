"""What people are told of meetings."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

from . import facts

STEP_DUE, CALL_DUE = "meetings.step.due", "meetings.call.due"
NOT_HELD, ASSEMBLY_DUE = "meetings.meeting.not_held", "meetings.assembly.due"
CORRECTED = "meetings.minutes.corrected"

for key, title, body in (
    (facts.CALLED.key, _("You are invited: %(title)s"), _("%(when)s, %(place)s. The agenda is written there.")),
    (facts.CALLED_OFF.key, _("Called off: %(title)s"), _("The reason is written there.")),
    (facts.POSTED.key, _("The minutes are posted: %(title)s"), ""),
    (
        facts.REACHED.key,
        _("A meeting must be called: %(title)s"),
        _("Enough have demanded it. It is to be called by %(due)s."),
    ),
    (
        STEP_DUE,
        _("A step is due: %(title)s"),
        _("It was to be finished by %(due)s. Finish it, or say why it is given up."),
    ),
    (NOT_HELD, _("Not held: %(title)s"), _("Its day is over. Call it off with a reason, and call it anew.")),
    (
        ASSEMBLY_DUE,
        _("An assembly of the representatives is due"),
        _("They meet once in each half-year at least (Organic Law, article 28): by %(due)s."),
    ),
    (CORRECTED, _("The posted minutes were corrected: %(title)s"), ""),
    (CALL_DUE, _("A demanded meeting waits to be called: %(title)s"), _("It was to be called by %(due)s.")),
):
    declare_notice(key, title, body)
