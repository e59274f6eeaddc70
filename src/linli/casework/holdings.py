"""Open requests in somebody's hands. By number alone: the list is printed, and some of them are confidential."""

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.base.holdings import HOLDINGS, InHands

from .models import Case
from .models.cases import OPEN_STATES


def open_cases_of(community: int, person: int) -> list[InHands]:
    """What is assigned to them or led by them. One query."""
    mine = Q(assigned_to=person) | Q(lead=person)
    rows = Case.objects.filter(mine, community=community, state__in=OPEN_STATES).order_by("pk")
    return [InHands(_("Request %(number)s") % {"number": case.number}, f"/desk/cases/{case.pk}/") for case in rows]


HOLDINGS.add("casework", open_cases_of)
