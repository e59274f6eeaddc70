"""What can happen to money. Values are fen; attributes name the source and the task, never anybody."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

GOVERNMENT = (Good.SELF_GOVERNMENT, Good.MANAGEMENT)
MONEY = ("source", "task")

OPENED = declare("funds.line.opened", _("A budget line was opened"), attributes=MONEY)
PROMISED = declare("funds.money.promised", _("Money was promised"), unit="fen", goods=GOVERNMENT, attributes=MONEY)
TAKEN_BACK = declare("funds.promise.taken_back", _("A promise of money was taken back"), unit="fen", attributes=MONEY)
OVERDUE = declare(
    "funds.promise.overdue", _("Promised money has not arrived in time"), unit="fen", goods=GOVERNMENT, attributes=MONEY
)
RECEIVED = declare("funds.money.received", _("Money arrived"), unit="fen", goods=GOVERNMENT, attributes=MONEY)
ASKED = declare("funds.expenditure.asked", _("An expenditure was asked for"), unit="fen", attributes=MONEY)
APPROVED = declare("funds.expenditure.approved", _("An expenditure was approved"), unit="fen", attributes=MONEY)
REFUSED = declare("funds.expenditure.refused", _("An expenditure was refused"), unit="fen", attributes=MONEY)
WITHDRAWN = declare("funds.expenditure.withdrawn", _("An expenditure was withdrawn"), unit="fen", attributes=MONEY)
SPENT = declare("funds.money.spent", _("Money was spent"), unit="fen", goods=GOVERNMENT, attributes=MONEY)
RECEIPT_REVERSED = declare("funds.receipt.reversed", _("A receipt was reversed"), unit="fen", attributes=MONEY)
SPENDING_REVERSED = declare("funds.expenditure.reversed", _("A payment was reversed"), unit="fen", attributes=MONEY)
PUBLISHED = declare(
    "funds.statement.published",
    _("The quarter's accounts were published"),
    goods=(Good.SELF_GOVERNMENT,),
    attributes=("quarter", "lines"),
)
QUESTIONED = declare(
    "funds.question.asked", _("A question about the accounts was asked"), goods=(Good.SELF_GOVERNMENT,)
)
ANSWERED = declare(
    "funds.question.answered", _("A question about the accounts was answered"), goods=(Good.SELF_GOVERNMENT,)
)
CLOSED = declare("funds.question.closed", _("A question about the accounts was closed, with the reason"))
