"""What rounds keep of a person. Erasing takes the name away; an idea stays, as others supported it and perhaps voted on it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.papers import path_of
from linli.people.registries import ERASERS, EXPORTS

from .models import Idea, Photo, Support
from .pictures import FOLDER, forget_picture


def export_budgets(person_id: int) -> tuple[Any, dict[str, Path]]:
    """Ideas that one raised, with their pictures and the answer to the costing; what one supported; pictures of projects."""
    raised = Idea.objects.filter(raised_by=person_id).order_by("pk")
    photos = Photo.objects.filter(by=person_id).order_by("pk")
    names = [
        name for name in (*raised.values_list("picture", flat=True), *photos.values_list("file", flat=True)) if name
    ]
    return {
        "raised": list(
            raised.values("round__title", "title", "about", "for_whom", "place", "picture", "reply", "raised_at")
        ),
        "supported": list(
            Support.objects.filter(person=person_id).order_by("pk").values_list("idea__title", flat=True)
        ),
        "photos": list(photos.values("project__text", "file", "words", "at")),
    }, {f"pictures/{name}": path_of(FOLDER, name) for name in names}


@action
def erase_budgets(by: Actor, person_id: int, now: datetime) -> None:
    """Supports, pictures and answers go; ideas stay without a name, as others stand behind them. Safe: each is one statement."""
    del by, now
    Support.objects.filter(person=person_id).delete()
    for photo in Photo.objects.filter(by=person_id):
        photo.delete()
        forget_picture(photo.file)
    mine = Idea.objects.filter(raised_by=person_id)
    for picture in mine.exclude(picture="").values_list("picture", flat=True):
        forget_picture(picture)
    mine.update(raised_by=None, picture="", reply="", replied_at=None)


EXPORTS.add("budgets", export_budgets)
ERASERS.add("budgets", erase_budgets)
