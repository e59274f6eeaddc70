"""What the chair is told."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

from . import facts

declare_notice(
    facts.HANDOVER_LATE,
    _("Not handed over yet: %(post)s"),
    _("The list of what is handed over was to be finished by %(day)s."),
)

DUTY_FREE = "team.duty.free"
declare_notice(
    DUTY_FREE,
    _("A duty is free again: from %(day)s"),
    _("Whoever was on duty cannot any more. Give the days to somebody else."),
)

POST_ALONE = "team.post.alone"
declare_notice(
    POST_ALONE,
    _("Nobody looks after a post: %(post)s"),
    _("Whoever holds it cannot act any more. Write down when they left, and who takes over what was in their hands."),
)
