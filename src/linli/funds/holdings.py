"""Expenditures that somebody asked for and that are not settled."""

from django.utils.translation import gettext as _

from linli.base.holdings import HOLDINGS, InHands
from linli.base.money import yuan

from .models import Expenditure
from .queries.desk import unsettled


def expenditures_of(community: int, person: int) -> list[InHands]:
    """One query."""
    rows = Expenditure.objects.filter(unsettled(), line__community=community, asked_by=person).order_by("pk")
    return [
        InHands(
            _("Expenditure of %(amount)s yuan: %(purpose)s")
            % {"amount": yuan(row.amount_fen), "purpose": row.purpose[:60]},
            f"/desk/funds/expenditures/{row.pk}/",
        )
        for row in rows
    ]


HOLDINGS.add("funds", expenditures_of)
