"""A survey is drawn up: what for, of whom, which questions in which order, in which languages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing
from linli.base.rows import open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.places.models import Building, Community

from ..models import Question, Survey
from ..permissions import draft_surveys, run_survey
from ..queries.surveys import problems_of, question_of
from ..tongues import CHINESE, LANGUAGES, texts_of

MOST_QUESTIONS, MOST_OPTIONS = 40, 12
LONGEST_LABEL = 60
FURTHEST = timedelta(days=365)
Kind = Question.Kind
State = Survey.State


@dataclass(frozen=True)
class Plan:
    """A survey as it is drawn up. `buildings`: keys, where it is for those who live there."""

    title: str
    purpose: str
    use: str
    from_date: date
    to_date: date
    is_anonymous: bool = True
    way: str = Survey.Way.OPEN
    who: str = Survey.Who.EVERYBODY
    buildings: Sequence[int] = field(default=())
    languages: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Wording:
    """A question as it is written. A scale's options are the labels of its two ends, or none."""

    kind: str
    text: str
    options: Sequence[str] = ()
    has_other: bool = False
    most: int | None = None
    is_required: bool = True
    help: str = ""
    section: str = ""
    asked_if: int | None = None
    if_options: Collection[int] = ()


@action
def draft_survey(by: Actor, community: Community, plan: Plan, *, now: datetime) -> Survey:
    """Begin a survey; only the committee sees the draft. Safe: it only adds rows. Invalid names the field."""
    draft_surveys.require(by, community)
    survey = Survey(community=community, drafted_at=now)
    _set(survey, plan, now=now)
    survey.save()
    survey.buildings.set(_buildings(community, plan))
    return survey


@action
def redraft_survey(by: Actor, survey: Survey, plan: Plan, *, now: datetime) -> Survey:
    """Another plan for a draft. Safe by the lock on the survey."""
    survey = open_row(by, Survey, survey.pk, State.DRAFT, right=run_survey)
    _set(survey, plan, now=now)
    survey.save()
    survey.buildings.set(_buildings(survey.community, plan))
    return survey


@action
def drop_survey(by: Actor, survey: Survey, *, now: datetime) -> None:
    """A draft that nobody was asked is gone. Safe by the lock on the survey."""
    del now
    survey = open_row(by, Survey, survey.pk, State.DRAFT, right=run_survey)
    survey.questions.update(asked_if=None)
    survey.delete()


@action
def add_question(by: Actor, survey: Survey, wording: Wording, *, now: datetime) -> Question:
    """Ask one thing more, at the end. Safe by the lock on the survey. Invalid names the field."""
    del now
    survey = open_row(by, Survey, survey.pk, State.DRAFT, right=run_survey)
    asked = list(survey.questions.all())
    if len(asked) >= MOST_QUESTIONS:
        raise Invalid(_("At most %(most)d questions: nobody answers more.") % {"most": MOST_QUESTIONS}, field="text")
    question = Question(survey=survey, place=asked[-1].place + 1 if asked else 1)
    _word(question, wording)
    question.save()
    _check_way([*asked, question])
    return question


@action
def reword_question(by: Actor, question: Question, wording: Wording, *, now: datetime) -> Question:
    """Ask it otherwise. Safe by the lock on the survey. Invalid where another question's condition would not hold any more."""
    del now
    survey = open_row(by, Survey, question.survey.pk, State.DRAFT, right=run_survey)
    found = question_of(survey, question.pk)
    _word(found, wording)
    found.save()
    _check_way(list(survey.questions.all()))
    return found


@action
def move_question(by: Actor, question: Question, *, is_up: bool, now: datetime) -> None:
    """Change places with the question before it or after it. Safe by the lock on the survey. Invalid where a condition would look ahead."""
    del now
    survey = open_row(by, Survey, question.survey.pk, State.DRAFT, right=run_survey)
    asked = list(survey.questions.all())
    at = next((place for place, one in enumerate(asked) if one.pk == question.pk), None)
    if at is None:
        raise Missing(_("The survey has no such question."))
    other = at - 1 if is_up else at + 1
    if 0 <= other < len(asked):
        asked[at], asked[other] = asked[other], asked[at]
        _check_way(asked)
        _number(asked)


@action
def drop_question(by: Actor, question: Question, *, now: datetime) -> None:
    """Do not ask it after all. Safe by the lock on the survey. Invalid where another question hangs on it."""
    del now
    survey = open_row(by, Survey, question.survey.pk, State.DRAFT, right=run_survey)
    found = question_of(survey, question.pk)
    if found.opens.exists():
        raise Invalid(_("Another question is asked only after this one: change that one first."))
    found.delete()
    _number(list(survey.questions.all()))


@action
def translate_survey(by: Actor, survey: Survey, language: str, texts: Mapping[str, str], *, now: datetime) -> Survey:
    """Write the survey in another of its languages; what is left empty is read in Chinese. Also while it is open. Safe by the lock.

    `texts`: by the path that `texts_of` gives.
    """
    del now
    survey = open_row(by, Survey, survey.pk, State.DRAFT, State.OPEN, right=run_survey)
    if language not in survey.languages:
        raise Missing(_("The survey is not asked in this language."))
    known = dict(texts_of(survey, list(survey.questions.all())))
    said = {path: words(texts.get(path, ""), field=path, longest=1000, required=False) for path in known}
    survey.words = survey.words | {language: {path: text for path, text in said.items() if text}}
    survey.save(update_fields=["words"])
    return survey


def _set(survey: Survey, plan: Plan, *, now: datetime) -> None:
    survey.title = words(plan.title, field="title", longest=80)
    survey.purpose = words(plan.purpose, field="purpose", longest=1000)
    survey.use = words(plan.use, field="use", longest=1000)
    if plan.way not in Survey.Way.values or (plan.way == Survey.Way.CODES and not plan.is_anonymous):
        raise Invalid(_("Codes are for anonymous surveys: with names nobody answers twice unseen."), field="way")
    _check_dates(plan.from_date, plan.to_date, now=now)
    survey.from_date, survey.to_date = plan.from_date, plan.to_date
    survey.is_anonymous, survey.way, survey.who = plan.is_anonymous, plan.way, Survey.Who(plan.who)
    survey.languages = [code for code in LANGUAGES if code in set(plan.languages) - {CHINESE}]


def _check_dates(first: date, last: date, *, now: datetime) -> None:
    longest = int(rule("surveys.longest_days", on=localdate(now)).value)
    if last < first or last < localdate(now):
        raise Invalid(_("The last day is not before the first, and not past."), field="to_date")
    if last - first > timedelta(days=longest) or last > localdate(now) + FURTHEST:
        raise Invalid(_("A survey is open for at most %(days)d days.") % {"days": longest}, field="to_date")


def _buildings(community: Community, plan: Plan) -> list[Building]:
    if plan.who != Survey.Who.BUILDINGS:
        return []
    found = list(Building.objects.filter(community=community, pk__in=plan.buildings))
    if not found or len(found) != len(set(plan.buildings)):
        raise Invalid(_("Choose the buildings whose residents are asked."), field="buildings")
    return found


def _word(question: Question, wording: Wording) -> None:
    if wording.kind not in Kind.values:
        raise Invalid(_("Choose how it is answered."), field="kind")
    question.kind, question.text = wording.kind, words(wording.text, longest=200)
    question.help = words(wording.help, field="help", longest=300, required=False)
    question.section = words(wording.section, field="section", longest=60, required=False)
    question.is_required = wording.is_required
    question.options = _options(wording)
    question.has_other = wording.has_other and wording.kind in {Kind.ONE, Kind.SEVERAL}
    question.most = _most(wording, question.option_count)
    question.asked_if_id, question.if_options = wording.asked_if, sorted(set(wording.if_options))
    if wording.asked_if is None:
        question.if_options = []


def _options(wording: Wording) -> list[str]:
    given = [words(label, field="options", longest=LONGEST_LABEL) for label in wording.options if label.strip()]
    if len(set(given)) != len(given):
        raise Invalid(_("Two answers read the same."), field="options")
    if wording.kind == Kind.SCALE:
        if len(given) not in {0, 2}:
            raise Invalid(_("A scale has two ends: write what 1 and what 5 mean, or nothing."), field="options")
        return given
    if wording.kind not in {Kind.ONE, Kind.SEVERAL}:
        return []
    if not 2 <= len(given) + wording.has_other <= MOST_OPTIONS or not given:
        raise Invalid(_("There are at least two answers to choose from, and at most twelve."), field="options")
    return given


def _most(wording: Wording, options: int) -> int | None:
    if wording.kind != Kind.SEVERAL or wording.most is None:
        return None
    if not 2 <= wording.most <= options:
        raise Invalid(_("At least two, and no more than there are answers."), field="most")
    return wording.most if wording.most < options else None


def _check_way(asked: Sequence[Question]) -> None:
    """Invalid where a condition looks ahead, names what is not offered, or would never hold."""
    place = {one.pk: number for number, one in enumerate(asked, start=1)}
    said = {
        "later": _("Question %(number)d may only depend on a question before it."),
        "unknown": _("Question %(number)d depends on an answer that is not offered."),
        "never": _("Question %(number)d would be asked of nobody: choose after which answers it is asked."),
    }
    for problem in problems_of(asked):
        raise Invalid(said[problem.kind] % {"number": place[problem.key]}, field="condition")


def _number(asked: Sequence[Question]) -> None:
    """Places 1, 2, 3 in this order; by way of places nobody has, as two questions never share one."""
    for shift in (1000, 0):
        for number, question in enumerate(asked, start=1):
            question.place = shift + number
        Question.objects.bulk_update(asked, ["place"])
