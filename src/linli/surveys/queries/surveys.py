"""Surveys and their questions as readers may see them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.places.models import Building, Community

from ..codes import key_in
from ..counting.tally import Asked
from ..models import Question, Survey
from ..paths import Problem, Step, problems
from ..permissions import run_survey
from ..tongues import Tongue, chosen_language

State = Survey.State
MOST = 200


def surveys(reader: Actor, community: Community, *, on: date, state: str = "") -> list[Survey]:
    """Those that everybody reads, what can be answered first. `state`: "open", "over", or empty for all."""
    del reader
    rows = Survey.objects.filter(community=community).exclude(state=State.DRAFT).prefetch_related("buildings")
    is_open = Q(state=State.OPEN, to_date__gte=on)
    if state in {"open", "over"}:
        rows = rows.filter(is_open if state == "open" else ~is_open)
    return list(rows[:MOST])


def surveys_to_run(reader: Actor, community: Community) -> list[Survey]:
    """Every one of a community, drafts too, each with `answered`."""
    rows = Survey.objects.filter(run_survey.within(reader), community=community)
    return list(rows.annotate(answered=Count("responses"))[:MOST])


def survey_for(reader: Actor, key: int) -> Survey:
    """Missing where there is none, or a draft of somebody else."""
    rows = Survey.objects.select_related("community__division").prefetch_related("buildings")
    found = rows.filter(pk=key).first()
    if found is None or (found.state == State.DRAFT and not run_survey.allows(reader, found)):
        raise Missing(_("There is no such survey."))
    return found


def survey_to_run(reader: Actor, key: int) -> Survey:
    """For who runs it; to everybody else there is no such page."""
    found = survey_for(reader, key)
    if not run_survey.allows(reader, found):
        raise Missing(_("There is no such survey."))
    return found


def questions_of(survey: Survey) -> list[Question]:
    return list(survey.questions.all())


def question_of(survey: Survey, key: int) -> Question:
    found = survey.questions.filter(pk=key).first()
    if found is None:
        raise Missing(_("The survey has no such question."))
    return found


def steps_of(questions: Sequence[Question] | QuerySet[Question]) -> list[Step]:
    return [Step(one.pk, one.asked_if_id, frozenset(one.if_options)) for one in questions]


def asked_of(questions: Sequence[Question]) -> list[Asked]:
    return [
        Asked(one.pk, one.option_count, one.is_single, one.asked_if_id, frozenset(one.if_options)) for one in questions
    ]


def problems_of(questions: Sequence[Question]) -> list[Problem]:
    return problems(steps_of(questions), {one.pk: one.option_count for one in questions})


def tongue_of(survey: Survey, wished: str | None = None) -> Tongue:
    """The survey in the language that the reader picked, or of the page around it."""
    language = chosen_language(survey, wished, get_language())
    other = {"zh-hans": "其他，请说明", "en": "Other, namely"}.get(language, "其他，请说明 / Other")
    return Tongue(survey, language, other)


def responses_to(survey: Survey) -> int:
    return survey.responses.count()


def codes_of(survey: Survey) -> tuple[int, int]:
    """How many codes there are, and how many are used."""
    found = survey.codes.aggregate(all=Count("pk"), used=Count("pk", filter=Q(is_used=True)))
    return found["all"], found["used"]


def buildings_of(community: Community) -> list[tuple[int, str]]:
    return [(building.pk, building.address) for building in Building.objects.filter(community=community)]


def why_not(reader: Actor, survey: Survey) -> str:
    """Why this reader cannot answer a survey with names, said before the first question; empty where they can."""
    if survey.is_anonymous or reader.person_id is None:
        return ""
    if reader.community_id != survey.community_id:
        return _("This survey is for those who live in the community.")
    if survey.signatures.filter(person=reader.person_id).exists():
        return _("You have answered this survey already.")
    return ""


def codes_left(survey: Survey, written: str) -> bool:
    """Whether this is a code of the survey that nobody has used."""
    key = key_in(written)
    return key is not None and survey.codes.filter(pk=key, is_used=False).exists()


def surveys_waiting(reader: Actor) -> int:
    """How many are over, and neither published nor withheld yet."""
    return Survey.objects.filter(run_survey.within(reader), state=Survey.State.CLOSED).count()
