"""On which days a form is due."""

from collections.abc import Iterator
from datetime import date, timedelta

from .models import AskedForm

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
TIMES_A_YEAR = {"once": 1, "weekly": 52, "monthly": 12, "quarterly": 4, "yearly": 1}


def due_days(form: AskedForm, *, until: date) -> Iterator[date]:
    """From the first due day to `until`, inclusive; a form that ended is due no more. The 31st is the last day of a short month."""
    last = min(until, form.ended_date - timedelta(days=1)) if form.ended_date else until
    count = 0
    while (day := nth_due_day(form, count)) <= last:
        yield day
        if form.frequency == AskedForm.Frequency.ONCE:
            return
        count += 1


def nth_due_day(form: AskedForm, count: int) -> date:
    if form.frequency == AskedForm.Frequency.WEEKLY:
        return form.first_due_date + timedelta(weeks=count)
    return in_months(form.first_due_date, MONTHS.get(form.frequency, 0) * count)


def in_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (after - timedelta(days=1)).day))
