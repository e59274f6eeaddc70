"""`linli load-calendar 2026 2027` or `linli load-calendar days.csv`: the official calendar, as known here or from a table."""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.commands import Verb
from linli.base.errors import Invalid
from linli.base.named_rows import bad_line, named_rows
from linli.base.office_dates import read_date
from linli.places.actions.calendar import Day, set_calendar_days
from linli.places.actions.tree import seed_calendar

HEADINGS = {
    "日期": "day",
    "上班": "working",
    "是否上班": "working",
    "名称": "name",
    "依据": "source",
    "区划代码": "division",
}
WORKED = {
    "1": True,
    "true": True,
    "yes": True,
    "是": True,
    "班": True,
    "上班": True,
    "0": False,
    "false": False,
    "no": False,
    "否": False,
    "休": False,
    "放假": False,
}


class Command(Verb):
    help = (
        "Load the official calendar: of years, as far as their notice is known here, or from a CSV, Excel or JSON file "
        "with day, working, name, source and, where a day does not hold for the whole country, division."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="+", metavar="YEAR|FILE")

    def handle(self, *args: Any, what: list[str], **options: Any) -> None:
        years = [int(word) for word in what if re.fullmatch(r"\d{4}", word)]
        files = [Path(word) for word in what if not re.fullmatch(r"\d{4}", word)]
        now, done = timezone.now(), 0
        if years:
            done += seed_calendar(HOUSE, years, now=now)
        for path in files:
            done += set_calendar_days(HOUSE, list(_days(path)), now=now)
        self.stdout.write(_("%(days)d days written.") % {"days": done})


def _days(path: Path) -> Iterator[Day]:
    today = timezone.localdate()
    for line, row in named_rows(path, HEADINGS):
        try:
            day = read_date(row.get("day", ""), today=today)
        except Invalid as wrong:
            raise bad_line(line, str(wrong)) from wrong
        working = WORKED.get(str(row.get("working", "")).strip().lower())
        if day.precision != "day" or working is None:
            raise bad_line(line, _("a whole date and 1 (worked) or 0 (free) are needed"))
        yield Day(
            line,
            day.day,
            working,
            str(row.get("name") or ""),
            str(row.get("source") or path.name),
            str(row.get("division") or ""),
        )
