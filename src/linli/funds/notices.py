"""What people are told about money, by the kind of what happened."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

from . import facts

ASKER_GONE, DECIDER_GONE = "funds.expenditure.asker_gone", "funds.expenditure.decider_gone"

for kind, title, body in (
    (
        facts.ASKED,
        _("An expenditure waits for your approval: %(amount)s yuan"),
        _("From the line “%(line)s”. Whoever asks does not approve: that is for you."),
    ),
    (facts.APPROVED, _("Your expenditure of %(amount)s yuan was approved"), _("It can be paid now.")),
    (facts.REFUSED, _("Your expenditure of %(amount)s yuan was refused"), _("The reason is written there.")),
    (
        facts.OVERDUE,
        _("Promised money has not arrived: %(amount)s yuan for “%(line)s”"),
        _("%(payer)s promised it to %(community)s by %(due)s."),
    ),
    (
        facts.QUESTIONED,
        _("A resident asks about the accounts of %(quarter)s"),
        _("The answer is published beside the question."),
    ),
    (facts.ANSWERED, _("Your question about the accounts of %(quarter)s was answered"), ""),
    (
        facts.CLOSED,
        _("Your question about the accounts of %(quarter)s was closed"),
        _("The reason is written there."),
    ),
):
    declare_notice(kind.key, title, body)

declare_notice(
    ASKER_GONE,
    _("Nobody follows an expenditure any more"),
    _("Whoever asked for it is gone. See that it is decided and paid, or take it back."),
)
declare_notice(
    DECIDER_GONE,
    _("An expenditure waits, and nobody is there who decides on it"),
    _("Give somebody the role for it."),
)
