"""What is asked with a category: added, changed, no longer asked. What was answered stays with its words."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.text import slugify
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.base.rows import held
from linli.base.text import pinyin, words
from linli.facts.actions import record

from .. import facts
from ..models import Category, Question
from .setup import require_setter

LISTS = {Question.Datatype.ONE, Question.Datatype.MANY}


@action
def keep_question(
    by: Actor,
    category: Category,
    *,
    datatype: str,
    text: str,
    now: datetime,
    code: str = "",
    text_en: str = "",
    is_required: bool = False,
    is_variable: bool = True,
    is_asked: bool = True,
    values: Sequence[dict[str, str]] = (),
    hint: str = "",
    hint_en: str = "",
    position: int = 0,
) -> Question:
    """Ask something with a category; by its code an earlier question is brought up to date. A new one without a code gets it
    from its sound. Safe by the lock on the category and the unique code. Invalid where a list lacks its values.
    """
    category = held(Category, category.pk)
    require_setter(by, category.community)
    kind = Question.Datatype(datatype)
    if is_variable and (kind in LISTS) != bool(values):
        raise Invalid(_("A list needs its values, and only a list has them."), field="values")
    question, _new = Question.objects.update_or_create(
        category=category,
        code=code or _free_code(category, text),
        defaults={
            "datatype": kind,
            "text": words(text, field="text", longest=200),
            "text_en": text_en,
            "is_required": is_required and is_variable,
            "is_variable": is_variable,
            "is_asked": is_asked,
            "values": list(values),
            "hint": hint,
            "hint_en": hint_en,
            "position": position,
        },
    )
    record(by, facts.QUESTION_KEPT.key, question, now=now, community_id=category.community_id, category=category.key)
    return question


def _free_code(category: Category, text: str) -> str:
    taken = set(category.questions.values_list("code", flat=True))
    sound = slugify(pinyin(text))[:30] or "question"
    return next(code for n in range(1, len(taken) + 2) if (code := sound if n == 1 else f"{sound}-{n}") not in taken)
