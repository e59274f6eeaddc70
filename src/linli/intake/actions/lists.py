"""The lists are kept by the district: lines are written down, confirmed, ended; a file of many is imported unconfirmed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.named_rows import Row, bad_line
from linli.base.rows import find_held, open_row
from linli.base.text import clean, words
from linli.facts.actions import record
from linli.places.models import Division

from .. import facts
from ..models import Duty
from ..permissions import keep_duty

LONGEST = {"name": 120, "law": 120, "article": 40}
OPTIONAL = {"name_en": 160, "text": 6000, "whose": 160, "words": 2000, "source": 200}
HEADINGS = {
    "law": "law",
    "法律": "law",
    "依据": "law",
    "article": "article",
    "条款": "article",
    "name": "name",
    "事项": "name",
    "sentence": "sentence",
    "full_article": "text",
    "条文": "text",
    "modality_guess": "list",
    "清单": "list",
    "类别": "list",
    "whose": "whose",
    "主管部门": "whose",
    "words": "words",
    "俗称": "words",
    "source": "source",
    "来源": "source",
}
GUESSED = {
    "应当": Duty.List.BY_LAW,
    "协助": Duty.List.ASSISTANCE,
    "依法履职": Duty.List.BY_LAW,
    "协助政府": Duty.List.ASSISTANCE,
    "不应承担": Duty.List.NOT_OURS,
    **{choice.value: choice for choice in Duty.List},
}


@action
def keep_line(
    by: Actor,
    duty: Duty | None,
    *,
    list_: str,
    county: Division | None,
    from_date: date | None = None,
    to_date: date | None = None,
    now: datetime,
    **given: str,
) -> Duty:
    """Write a line down, or write it anew. What was changed must be confirmed again.

    Safe by the lock on the row and the unique line: two who write the same one at once write it once. Invalid for what is missing.
    """
    line = find_held(Duty.objects.filter(pk=duty.pk)) if duty else Duty(county=county)
    if line is None:
        raise Missing(_("There is no such line."))
    keep_duty.require(by, line)
    if list_ not in Duty.List.values:
        raise Invalid(_("Choose the list it belongs to."), field="list")
    line.list, line.from_date, line.to_date = list_, from_date, to_date
    for field, longest in LONGEST.items():
        setattr(line, field, words(given.get(field, ""), field=field, longest=longest))
    for field, longest in OPTIONAL.items():
        setattr(line, field, words(given.get(field, ""), field=field, longest=longest, required=False))
    line.confirmed_by, line.confirmed_date = "", None
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError as twice:
        raise Invalid(_("This line stands on the lists already."), field="name") from twice
    record(by, facts.LIST_KEPT.key, line, now=now, community_id=None, list=list_, what="written")
    return line


@action
def confirm_line(by: Actor, duty: Duty, *, confirmed_by: str, now: datetime) -> Duty:
    """Somebody who knows the law has read it. Safe by the lock on the row."""
    line = open_row(by, Duty, duty.pk, right=keep_duty)
    line.confirmed_by, line.confirmed_date = words(confirmed_by, field="confirmed_by", longest=120), localdate(now)
    line.save(update_fields=["confirmed_by", "confirmed_date"])
    record(by, facts.LIST_KEPT.key, line, now=now, community_id=None, list=line.list, what="confirmed")
    return line


@action
def end_line(by: Actor, duty: Duty, *, now: datetime) -> Duty:
    """It holds no more from today; it is not deleted, since applications refer to it. Safe by the lock on the row."""
    line = open_row(by, Duty, duty.pk, right=keep_duty)
    if line.to_date and line.to_date <= localdate(now):
        raise Refused(_("It has ended already."))
    line.to_date = localdate(now)
    line.save(update_fields=["to_date"])
    record(by, facts.LIST_KEPT.key, line, now=now, community_id=None, list=line.list, what="ended")
    return line


@action
def import_lines(
    by: Actor,
    rows: Iterable[Row],
    *,
    county: Division | None,
    source: str,
    now: datetime,
    progress: Callable[[int], None] = lambda _done: None,
) -> tuple[int, int]:
    """Lines from a file, unconfirmed: how many are new, and how many were there. All or nothing; Invalid names the line.

    Idempotent: what stands there already is left as it is, confirmed or not. Safe by the one transaction and the unique line.
    """
    keep_duty.require(by, Duty(county=county))
    here = Q(county=county) if county else Q(county__isnull=True)
    known = set(Duty.objects.filter(here).values_list("law", "article", "name"))
    made: dict[tuple[str, str, str], Duty] = {}
    seen = 0
    for number, (line, row) in enumerate(rows, start=1):
        duty = _read(line, row, county, source)
        key = (duty.law, duty.article, duty.name)
        if key in known or key in made:
            seen += 1
        else:
            made[key] = duty
        progress(number)
    created = Duty.objects.bulk_create(made.values(), batch_size=500)
    if created:
        record(by, facts.LIST_IMPORTED.key, created[0], now=now, community_id=None, created=len(created), changed=0)
    return len(created), seen


def _read(line: int, row: Mapping[str, Any], county: Division | None, source: str) -> Duty:
    given = {name: clean(str(value or "")).strip() for name, value in row.items()}
    law, article = given.get("law", ""), given.get("article", "")
    sentence = given.get("sentence", "")
    name = given.get("name") or sentence
    if not (law and article and name):
        raise bad_line(line, _("a law, an article and what it is about are needed"))
    if len(law) > LONGEST["law"] or len(article) > LONGEST["article"]:
        raise bad_line(line, _("the law or the article is too long"))
    return Duty(
        list=GUESSED.get(given.get("list", ""), Duty.List.ASSISTANCE),
        county=county,
        name=_short(name),
        law=law,
        article=article,
        text=given.get("text") or sentence,
        whose=given.get("whose", "")[:160],
        words=given.get("words", ""),
        source=(given.get("source") or source)[:200],
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST["name"] else name[: LONGEST["name"] - 1] + "…"
