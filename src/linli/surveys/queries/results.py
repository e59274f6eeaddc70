"""What came out: the exact counts for who runs the survey, and what of them everybody reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.text import mask_personal

from ..counting import published, tally
from ..counting.tally import Asked, Counted
from ..models import Channel, Finding, Question, Survey, Words
from ..permissions import run_survey
from ..registries import FOLLOWED, Followed
from .surveys import asked_of, questions_of

T = TypeVar("T")
WORDS_ON_A_PAGE = 50
KEPT_SECONDS = 300


@dataclass(frozen=True)
class Exact:
    """The counts as they are. `channels`: (channel, how many)."""

    questions: list[Question]
    asked: list[Asked]
    counted: list[Counted]
    channels: list[tuple[Channel, int]]

    @property
    def answers(self) -> int:
        return sum(number for _channel, number in self.channels)


def exact_results(reader: Actor, survey: Survey) -> Exact:
    """Three queries, however many answered; counted once for as many answers as there are. NotYours for who does not run the survey."""
    run_survey.require(reader, survey)
    return _kept(survey, "exact", lambda: _counted(survey))


def channels_of(survey: Survey) -> list[tuple[Channel, int]]:
    """How many answered in each way, counted by the database."""
    found = dict(survey.responses.values_list("channel").annotate(number=Count("pk")).order_by("channel"))
    return [(channel, found[channel]) for channel in Channel if channel in found]


def public_results(survey: Survey, *, crosses: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """What everybody may read of it, to be kept: for the actions that publish, and that delete the answers."""
    exact, sheets = _counted(survey), _sheets(survey)
    told = published.questions(exact.asked, exact.counted)
    by_key, asked = {one["key"]: one for one in told}, {one.key: one for one in exact.asked}
    tables = [published.table(asked[first], asked[second], sheets, by_key) for first, second in crosses]
    for one in Words.objects.filter(question__survey=survey, is_quoted=True).order_by("pk"):
        by_key[one.question_id].setdefault("quotes", []).append(mask_personal(one.text))
    ways = published.row([number for _channel, number in exact.channels])
    return {
        "answers": exact.answers,
        "codes": survey.codes.count(),
        "questions": told,
        "crosses": [table for table in tables if table],
        "channels": [[channel.value, ways[place]] for place, (channel, _number) in enumerate(exact.channels)]
        if ways
        else [],
    }


def crossed(reader: Actor, survey: Survey, first: Question, second: Question) -> dict[str, Any] | None:
    """Two questions against each other for who runs the survey: each question's own counts are known to them, small cells are not.

    None where so few answered both that nothing of it can be shown.
    """
    run_survey.require(reader, survey)

    def count() -> dict[str, Any] | None:
        sheets, (one, other) = _sheets(survey), asked_of([first, second])
        counted = tally.tally([one, other], sheets)
        known = {row.key: {"counts": [(number, number) for number in row.counts]} for row in counted}
        return published.table(one, other, sheets, known)

    return _kept(survey, f"{first.pk}x{second.pk}", count)


def crossable(questions: Sequence[Question]) -> list[Question]:
    return [question for question in questions if question.is_single]


def words_to(reader: Actor, question: Question, *, page: int) -> Page[Words]:
    """What was written to a question, masked, in the order of random keys. NotYours for who does not run the survey."""
    run_survey.require(reader, question.survey)
    found = Paginator(question.words.order_by("pk"), WORDS_ON_A_PAGE).get_page(page)
    for one in found:
        one.text = mask_personal(one.text)
    return found


def words_of(question: Question, key: int) -> Words:
    found = Words.objects.filter(question=question, pk=key).select_related("question__survey").first()
    if found is None:
        raise Missing(_("These words are not there any more."))
    return found


def written(survey: Survey) -> dict[int, int]:
    """How many wrote something, by question."""
    rows = Words.objects.filter(question__survey=survey).values("question").annotate(number=Count("pk"))
    return dict(rows.values_list("question", "number"))


def sheets_to_take_out(survey: Survey) -> tuple[list[Mapping[str, Any]], dict[int, list[str]]]:
    """Every sheet, and by question every text, each in the order of its own random keys: for who has the right `take_answers_out`."""
    said: dict[int, list[str]] = {}
    for key, text in Words.objects.filter(question__survey=survey).order_by("pk").values_list("question", "text"):
        said.setdefault(key, []).append(text)
    rows = survey.responses.order_by("pk").values_list("channel", "answers")
    return [{"channel": channel, **answers} for channel, answers in rows], said


@dataclass(frozen=True)
class FindingLine:
    """A finding, the numbers of its questions, and what became of it as far as the reader may know."""

    finding: Finding
    numbers: list[int]
    followed: Followed | None


def findings_of(reader: Actor, survey: Survey) -> list[FindingLine]:
    """A few queries, however many findings: those of one kind are asked for together."""
    rows = list(survey.findings.prefetch_related("questions"))
    known: dict[tuple[str, int], Followed] = {}
    for kind, find in FOLLOWED.items():
        keys = [row.became_key for row in rows if row.became == kind and row.became_key]
        known |= {(kind, key): told for key, told in (find(reader, keys) if keys else {}).items()}
    return [
        FindingLine(
            row, [question.place for question in row.questions.all()], known.get((row.became, row.became_key or 0))
        )
        for row in rows
    ]


def finding_of(reader: Actor, key: int) -> Finding:
    """For who runs its survey. Missing otherwise."""
    rows = Finding.objects.select_related("survey__community__division")
    found = rows.filter(pk=key).first()
    if found is None or not run_survey.allows(reader, found.survey):
        raise Missing(_("There is no such finding."))
    return found


def _kept(survey: Survey, what: str, count: Callable[[], T]) -> T:
    """What was counted for as many answers as there are now. Counts alone are kept, for some minutes, in this process' memory."""
    key = f"surveys:{survey.pk}:{survey.state}:{survey.responses.count()}:{what}"
    return cast("T", cache.get_or_set(key, count, KEPT_SECONDS))


def _sheets(survey: Survey) -> list[dict[str, Any]]:
    return list(survey.responses.values_list("answers", flat=True))


def _counted(survey: Survey) -> Exact:
    questions = questions_of(survey)
    asked = asked_of(questions)
    sheets, channels = list[dict[str, Any]](), dict.fromkeys(Channel, 0)
    for channel, answers in survey.responses.values_list("channel", "answers").iterator(2000):
        channels[Channel(channel)] += 1
        sheets.append(answers)
    ways = [(channel, number) for channel, number in channels.items() if number]
    return Exact(questions, asked, tally.tally(asked, sheets), ways)
