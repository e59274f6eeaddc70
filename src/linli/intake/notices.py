"""What people are told at the gate, by the kind of what happened."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

from . import facts

WARNED = "intake.warned"

for kind, title, body in (
    (
        facts.SUBMITTED,
        _("%(office)s asks something of communities: %(title)s"),
        _("Committees may say what they think of it before %(due)s."),
    ),
    (
        facts.ADMITTED,
        _("Admitted as %(number)s: %(title)s"),
        _("The steps, the money and the reasons are written there."),
    ),
    (
        facts.RETURNED,
        _("Returned: %(title)s"),
        _("What is missing is written there. It can be completed and submitted again."),
    ),
    (facts.REFUSED, _("Not admitted: %(title)s"), _("The reasons are public.")),
    (facts.ENDED, _("Ended: %(title)s"), _("Communities need not do this any more.")),
    (facts.KEPT, _("Reviewed and kept: %(title)s"), ""),
    (
        facts.EXIT_ASKED,
        _("Residents want this task to end: %(title)s"),
        _("Please review it and say in public why it stays or ends."),
    ),
    (
        facts.WORK_REFUSED,
        _("Work without an admission number was refused: %(number)s"),
        _("The letter names the article of law. The district sees it."),
    ),
    (facts.GAP_REPORTED, _("A community reports what the law does not let it do"), ""),
    (facts.GAP_ANSWERED, _("The district answered what you reported"), ""),
):
    declare_notice(kind.key, title, body)

declare_notice(
    WARNED, _("Please decide: %(title)s"), _("The day by which it must be decided is near or has passed: %(due)s.")
)
