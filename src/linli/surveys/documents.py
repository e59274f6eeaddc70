"""What is printed of a survey, as HTML for the press: the poster, the questionnaire with its way in words, slips with codes. In Chinese, the poster in English too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from linli.base.qr import qr_svg

from .codes import code_of
from .models import Question, Survey
from .queries.surveys import tongue_of
from .tongues import CHINESE, Told

POSTER, PAPER, SLIPS = "surveys/poster.css", "surveys/paper.css", "surveys/slips.css"
ON_A_SHEET = 10


@dataclass(frozen=True)
class Printed:
    """A question on paper. `only_if`: who answers it, and where others go on; `jumps`: from which answers to go on elsewhere."""

    told: Told
    only_if: str
    jumps: list[str]


def poster(survey: Survey, *, site: str) -> str:
    address = f"{site}/surveys/{survey.pk}/"
    context = {
        "survey": survey,
        "tongue": tongue_of(survey, CHINESE),
        "english": tongue_of(survey, "en"),
        "qr": qr_svg(f"{address}?from=qr"),
        "address": f"{urlsplit(site).netloc}/surveys/{survey.pk}/",
    }
    with override(CHINESE):
        return render_to_string("surveys/poster_sheet.html", context)


def questionnaire(survey: Survey, questions: Sequence[Question], *, site: str) -> str:
    tongue = tongue_of(survey, CHINESE)
    with override(CHINESE):
        printed = [
            Printed(tongue.told(question), _only_if(question, questions), _jumps(question, questions))
            for question in questions
        ]
        context = {
            "survey": survey,
            "tongue": tongue,
            "questions": printed,
            "qr": qr_svg(f"{site}/surveys/{survey.pk}/?from=qr"),
        }
        return render_to_string("surveys/paper_sheet.html", context)


def slips(survey: Survey, keys: Iterable[int], *, site: str) -> str:
    made = [
        {"code": code, "qr": qr_svg(f"{site}/surveys/{survey.pk}/?from=qr&code={code}")} for code in map(code_of, keys)
    ]
    sheets = [made[at : at + ON_A_SHEET] for at in range(0, len(made), ON_A_SHEET)]
    context = {
        "survey": survey,
        "tongue": tongue_of(survey, CHINESE),
        "sheets": sheets,
        "address": f"{urlsplit(site).netloc}/surveys/{survey.pk}/",
    }
    with override(CHINESE):
        return render_to_string("surveys/slips_sheet.html", context)


def _only_if(question: Question, questions: Sequence[Question]) -> str:
    if question.asked_if_id is None:
        return ""
    opener = next(one for one in questions if one.pk == question.asked_if_id)
    said = {"options": "、".join(map(str, question.if_options)), "question": opener.place}
    return _("Only for those who chose %(options)s in question %(question)d.") % said


def _jumps(question: Question, questions: Sequence[Question]) -> list[str]:
    """From which answers one goes on elsewhere than at the next question, as far as this question decides it."""
    after = [one for one in questions if one.place > question.place]
    ways: dict[int | None, list[int]] = {}
    for option in range(1, question.option_count + 1):
        target = next((one.place for one in after if one.asked_if_id != question.pk or option in one.if_options), None)
        ways.setdefault(target, []).append(option)
    said = []
    for target, options in ways.items():
        if target != question.place + 1 and not (target is None and not after):
            chosen = "、".join(map(str, options))
            said.append(
                _("Chose %(options)s? That was the last question.") % {"options": chosen}
                if target is None
                else _("Chose %(options)s? Go on with question %(question)d.") % {"options": chosen, "question": target}
            )
    return said
