"""How much the forms ask: minutes by week for the load, and what each office asks for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from ..models import AskedForm
from ..periods import TIMES_A_YEAR, due_days


@dataclass(frozen=True)
class FormsAsked:
    """Of one office, over all communities: forms that are asked for now, their cells, minutes a year, and how many were refused."""

    forms: int = 0
    cells: int = 0
    minutes_a_year: int = 0
    refused: int = 0


def minutes_by_week(communities: Collection[int], monday: date) -> dict[int, int]:
    """Minutes that forms due in the week ask of each community. One query, however many communities."""
    sunday = monday + timedelta(days=6)
    asked = AskedForm.objects.filter(community__in=communities, first_due_date__lte=sunday).exclude(
        ended_date__lte=monday
    )
    found: dict[int, int] = {}
    for form in asked.only("community_id", "first_due_date", "frequency", "ended_date", "minutes_each_time"):
        times = sum(1 for day in due_days(form, until=sunday) if day >= monday)
        if times:
            found[form.community_id] = found.get(form.community_id, 0) + times * form.minutes_each_time
    return found


def forms_of(offices: Collection[int]) -> dict[int, FormsAsked]:
    """By office, those that ask for none left out. One query, however many offices."""
    found: dict[int, FormsAsked] = {}
    rows = AskedForm.objects.filter(office__in=offices).exclude(state=AskedForm.State.ENDED).order_by()
    for office, state, frequency, minutes, cells in rows.values_list(
        "office", "state", "frequency", "minutes_each_time", "cells"
    ):
        one = found.get(office, FormsAsked())
        if state == AskedForm.State.REFUSED:
            found[office] = FormsAsked(one.forms, one.cells, one.minutes_a_year, one.refused + 1)
        else:
            times = TIMES_A_YEAR[frequency]
            found[office] = FormsAsked(
                one.forms + 1, one.cells + cells * times, one.minutes_a_year + minutes * times, one.refused
            )
    return found
