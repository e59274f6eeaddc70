"""`linli import-divisions FILE`: divisions from a table or JSON, all of it or nothing."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.commands import Verb, progress_bar
from linli.base.errors import Invalid
from linli.base.named_rows import named_rows
from linli.places.actions.divisions import import_divisions

NEEDED = ("code", "name", "level", "parent")
HEADINGS = {
    "代码": "code",
    "区划代码": "code",
    "名称": "name",
    "级别": "level",
    "层级": "level",
    "上级": "parent",
    "上级代码": "parent",
    "英文名称": "name_en",
    "本地代码": "local_code",
    "别名": "aliases",
    "起始日期": "from_date",
    "终止日期": "to_date",
}
LEVELS = {
    "省": "province",
    "市": "city",
    "区": "county",
    "县": "county",
    "区县": "county",
    "街道": "street",
    "镇": "street",
    "乡": "street",
    "社区": "community",
    "村": "community",
}


class Command(Verb):
    help = (
        "Import divisions from a CSV, Excel or JSON file with code, name, level and parent. A bad row changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="", help="where the table comes from; the file's name if not given")

    def handle(self, *args: Any, file: Path, source: str, **options: Any) -> None:
        began = time.monotonic()
        rows = [(line, row | {"level": LEVELS.get(row["level"], row["level"])}) for line, row in _rows(file)]
        with progress_bar(_("Divisions"), len(rows)) as reach:
            done = import_divisions(HOUSE, rows, source=source or file.name, now=timezone.now(), progress=reach)
        self.stdout.write(
            _("%(created)d divisions new, %(changed)d changed, %(unchanged)d as they were; %(seconds).1f seconds.")
            % {**vars(done), "seconds": time.monotonic() - began}
        )


def _rows(file: Path) -> list[tuple[int, dict[str, Any]]]:
    rows = list(named_rows(file, HEADINGS))
    lacking = [name for name in NEEDED if rows and name not in rows[0][1]]
    if lacking:
        raise Invalid(_("The file lacks the columns: %(columns)s.") % {"columns": ", ".join(lacking)}, field="file")
    return [(line, dict.fromkeys(NEEDED, "") | row) for line, row in rows]
