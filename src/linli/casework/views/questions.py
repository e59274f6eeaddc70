"""A category's own questions, set up by the chair for the community's categories and by the administrator for all."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing, NotYours
from linli.base.requests import Request

from ..actions.questions import keep_question
from ..forms import QuestionSettings
from ..queries.categories import category_to_set_up
from .settings import may_change, setting_up


def question(request: Request, key: str, code: str = "") -> HttpResponse:
    """A new question of the category, or one that is changed or no longer asked."""
    community = setting_up(request)
    category = category_to_set_up(request.actor, community, key)
    if not may_change(request, category):
        raise NotYours(_("What holds for all communities is set up by an administrator."))
    found = next((q for q in category.questions.all() if q.code == code), None)
    if code and found is None:
        raise Missing(_("There is no such question."))
    form = QuestionSettings(
        request.POST or None, initial=_initial(found) if found else {"position": len(category.asked)}
    )
    if form.is_bound and form.is_valid() and _kept(request, form, category, found):
        return redirect("casework:category", key=key)
    return render(request, "casework/question.html", {"form": form, "category": category, "question": found})


def _kept(request: Request, form: QuestionSettings, category: Any, found: Any) -> bool:
    given = dict(form.cleaned_data)
    values = _values(given.pop("values"), found.values if found else [])
    try:
        keep_question(
            request.actor,
            category,
            code=found.code if found else "",
            is_variable=found.is_variable if found else True,
            values=values,
            now=request.now,
            **given,
        )
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        return False
    messages.success(request, _("Kept."))
    return True


def _values(text: str, known: list[dict[str, str]]) -> list[dict[str, str]]:
    """The list as it was typed. A value that keeps its name keeps its key, so that earlier answers keep their meaning."""
    keys = {value["name"]: str(value["key"]) for value in known}
    free = (f"v{n}" for n in range(1, 1000) if f"v{n}" not in keys.values())
    lines = (line.partition("|") for line in text.splitlines())
    names = {name.strip(): english.strip() for name, _stroke, english in lines if name.strip()}
    return [{"key": keys.get(name) or next(free), "name": name, "name_en": english} for name, english in names.items()]


def _initial(found: Any) -> dict[str, Any]:
    lines = [" | ".join(filter(None, (v["name"], v.get("name_en", "")))) for v in found.values]
    same = ("text", "text_en", "datatype", "is_required", "hint", "hint_en", "position", "is_asked")
    return {name: getattr(found, name) for name in same} | {"values": "\n".join(lines)}
