"""The categories that an office in a southern city would set up, with everyday words, questions and ready answers."""

from datetime import datetime
from typing import Any

from linli.base.actors import HOUSE
from linli.casework.actions.setup import add_answer_template, add_category, add_question, set_clock

READY = [
    ("收到并安排", "您好，已经收到，我们今天安排人去看，看完告诉您。", "Thank you, we have received it and will look today."),
    ("需要部门配合", "您好，这件事需要部门配合，我们已经联系，进展会写在这里。", "A department has to help; we have called it and will write here what happens."),
    ("请补充地点", "您好，请补充具体楼栋或附近的标志，方便我们找到。", "Please tell us the building or a landmark so that we find it."),
]  # fmt: skip
URGENT_MINUTES = {"accept": 60, "answer": 240, "resolve": 840}


def add_categories(rows: list[dict[str, Any]], *, now: datetime) -> None:
    for position, row in enumerate(rows):
        category = add_category(
            HOUSE,
            key=row["key"],
            name=row["name"],
            name_en=row["name_en"],
            good=row["good"],
            words=row["words"],
            is_confidential="seen_by" in row,
            seen_by=row.get("seen_by", []),
            needs_hands=row.get("needs_hands", False),
            position=position,
            now=now,
        )
        for place, question in enumerate(row.get("questions", [])):
            add_question(HOUSE, category, position=place, now=now, **question)
        if category.needs_hands:
            for kind, minutes in URGENT_MINUTES.items():
                set_clock(
                    HOUSE, kind=kind, working_minutes=minutes, category=category, source="演示：急事急办", now=now
                )
    for title, text, text_en in READY:
        add_answer_template(HOUSE, title=title, text=text, text_en=text_en, now=now)
