"""What can happen with publications."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

GOODS = (Good.SELF_GOVERNMENT,)
POSTED = declare(
    "publication.affair.posted",
    _("Affairs were published"),
    goods=GOODS,
    attributes=("affair", "in_time", "is_correction"),
)
TAKEN_DOWN = declare(
    "publication.affair.taken_down",
    _("A publication was taken off a board"),
    unit="days",
    goods=GOODS,
    attributes=("affair", "long_enough"),
)
ASKED = declare(
    "publication.question.asked", _("A resident asked about a publication"), goods=GOODS, attributes=("affair",)
)
ANSWERED = declare(
    "publication.question.answered",
    _("A question about a publication was answered"),
    unit="days",
    goods=GOODS,
    attributes=("affair", "in_time"),
)
COMPLAINED = declare(
    "publication.complaint.raised",
    _("A complaint about publication was raised"),
    goods=GOODS,
    attributes=("affair", "about"),
)
PUT_RIGHT = declare(
    "publication.complaint.put_right",
    _("What a complaint found was put right"),
    unit="days",
    goods=GOODS,
    attributes=("affair", "in_time"),
)
RULED = declare(
    "publication.complaint.ruled",
    _("A complaint about publication was ruled on"),
    unit="days",
    goods=GOODS,
    attributes=("affair", "is_right", "in_time"),
)
