"""What can happen to a survey. That one person answered is no fact: how many did is counted when it closes."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

GOODS = (Good.SELF_GOVERNMENT,)
OPENED = declare(
    "surveys.survey.opened", _("A survey was opened"), unit="days", goods=GOODS, attributes=("is_anonymous", "way")
)
ANSWERED = declare(
    "surveys.survey.answered",
    _("A survey was answered in one way"),
    unit="persons",
    goods=GOODS,
    attributes=("channel",),
)
CLOSED = declare("surveys.survey.closed", _("A survey was closed"), unit="persons", goods=GOODS)
PUBLISHED = declare(
    "surveys.survey.published",
    _("The results of a survey were published"),
    unit="days",
    goods=GOODS,
    attributes=("in_time",),
)
WITHHELD = declare(
    "surveys.survey.withheld", _("The results of a survey were not published, with a reason"), unit="days", goods=GOODS
)
FOLLOWED = declare(
    "surveys.finding.followed", _("Something is done about what a survey found"), goods=GOODS, attributes=("became",)
)
FORGOTTEN = declare(
    "surveys.survey.forgotten", _("The single answers to a survey were deleted"), unit="persons", goods=GOODS
)
NAMES_SEEN = declare("surveys.names.seen", _("Staff saw who answered a survey with names"), unit="persons", goods=GOODS)
