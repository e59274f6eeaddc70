"""Categories, questions, deadlines and ready answers to begin with, from a file. Loading twice changes nothing."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid

from ..models import AnswerTemplate
from .questions import keep_question
from .setup import add_answer_template, add_category, set_clock

STARTER = Path(__file__).parent.parent / "starter.json"


@action
def load_categories(by: Actor, told: dict[str, Any], *, now: datetime) -> int:
    """Set up what the file tells; how many categories it has. All or nothing; safe by the unique keys of what is set up."""
    for position, row in enumerate(told["categories"]):
        _add(by, row, position, told.get("urgent_minutes", {}), now)
    known = set(AnswerTemplate.objects.filter(community__isnull=True).values_list("title", flat=True))
    for answer in told.get("answers", []):
        if answer["title"] not in known:
            add_answer_template(by, now=now, **answer)
    return len(told["categories"])


def read_starter(path: Path = STARTER) -> dict[str, Any]:
    """The file's content. Invalid if it is not what `starter.json` is."""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for row in told["categories"]:
            row["key"], row["name"], row["good"]
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise Invalid(_("%(file)s is no file of categories: %(reason)s") % {"file": path, "reason": wrong}) from wrong
    return told


def _add(by: Actor, row: dict[str, Any], position: int, urgent: dict[str, int], now: datetime) -> None:
    seen_by, needs_hands = row.get("seen_by", []), row.get("needs_hands", False)
    category = add_category(
        by,
        key=row["key"],
        name=row["name"],
        name_en=row.get("name_en", ""),
        good=row["good"],
        words=row.get("words", []),
        is_confidential=bool(seen_by),
        seen_by=seen_by,
        needs_hands=needs_hands,
        is_private_matter=row.get("is_private_matter"),
        position=position,
        now=now,
    )
    for place, question in enumerate(row.get("questions", [])):
        keep_question(by, category, position=place, now=now, **question)
    if needs_hands and not category.clocks.exists():
        for kind, minutes in urgent.items():
            set_clock(by, kind=kind, working_minutes=minutes, category=category, source="邻里默认：急事急办", now=now)
