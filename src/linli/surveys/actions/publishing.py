"""Results are published, or a reason is given why not; what was found is written down."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.people.actions import note_look

from .. import facts
from ..models import Finding, Question, Signature, Survey, Words
from ..permissions import run_survey
from ..queries.results import public_results

MOST_QUOTES, MOST_CROSSES, MOST_FINDINGS = 12, 6, 12
State = Survey.State


@action
def quote_words(by: Actor, said: Words, *, is_quoted: bool, now: datetime) -> None:
    """Choose what somebody wrote to be read by everybody, with numbers and addresses masked, or not. Safe by the lock on the survey."""
    del now
    survey = open_row(by, Survey, said.question.survey.pk, State.OPEN, State.CLOSED, State.WITHHELD, right=run_survey)
    rows = Words.objects.filter(question=said.question_id)
    if is_quoted and rows.filter(is_quoted=True).count() >= MOST_QUOTES:
        raise Refused(_("At most %(most)d quotations to one question.") % {"most": MOST_QUOTES})
    if not rows.filter(pk=said.pk, question__survey=survey).update(is_quoted=is_quoted):
        raise Missing(_("These words are not there any more."))


@action
def publish_results(by: Actor, survey: Survey, *, now: datetime, crosses: Sequence[tuple[int, int]] = ()) -> Survey:
    """Everybody reads the counts, the chosen quotations, and these pairs of questions against each other; small counts are hidden.

    Safe by the lock on the survey: what is published is reckoned once, from answers to which nothing can be added. Invalid for pairs that cannot be crossed.
    """
    survey = open_row(by, Survey, survey.pk, State.CLOSED, State.WITHHELD, right=run_survey)
    if survey.raw_deleted_date is None:
        survey.results = public_results(survey, crosses=_pairs(survey, crosses))
    survey.state, survey.published_at, survey.withheld_why = State.PUBLISHED, now, ""
    survey.save()
    days = _days(survey, now)
    in_time = days <= int(rule("surveys.results_days", on=localdate(now)).value)
    record(by, facts.PUBLISHED.key, survey, now=now, community_id=survey.community_id, value=days, in_time=in_time)
    return survey


@action
def withhold_results(by: Actor, survey: Survey, *, why: str, now: datetime) -> Survey:
    """Do not publish them, and say in public why not. They can be published later. Safe by the lock on the survey."""
    survey = open_row(by, Survey, survey.pk, State.CLOSED, right=run_survey)
    survey.state, survey.withheld_why = State.WITHHELD, words(why, field="why", longest=1000)
    survey.save()
    record(by, facts.WITHHELD.key, survey, now=now, community_id=survey.community_id, value=_days(survey, now))
    return survey


@action
def write_finding(by: Actor, survey: Survey, *, text: str, questions: Collection[int], now: datetime) -> Finding:
    """What was found, in a sentence, and on which questions it rests. Safe by the lock on the survey. Invalid without a question of this survey."""
    survey = open_row(by, Survey, survey.pk, State.CLOSED, State.PUBLISHED, State.WITHHELD, right=run_survey)
    rests_on = list(Question.objects.filter(survey=survey, pk__in=questions))
    if not rests_on or len(rests_on) != len(set(questions)):
        raise Invalid(_("Choose the questions on which the finding rests."), field="questions")
    if survey.findings.count() >= MOST_FINDINGS:
        raise Invalid(
            _("At most %(most)d findings: write the ones that matter.") % {"most": MOST_FINDINGS}, field="text"
        )
    found = Finding.objects.create(survey=survey, text=words(text, longest=300), written_at=now)
    found.questions.set(rests_on)
    return found


@action
def drop_finding(by: Actor, finding: Finding, *, now: datetime) -> None:
    """Take a finding back of which nothing became yet. Safe by the lock on the survey."""
    del now
    survey = open_row(by, Survey, finding.survey.pk, State.CLOSED, State.PUBLISHED, State.WITHHELD, right=run_survey)
    gone, _tables = survey.findings.filter(pk=finding.pk, became="").delete()
    if not gone:
        raise Refused(_("Something became of it already: it stays."))


@action
def follow_finding(by: Actor, finding: Finding, *, became: str, key: int, now: datetime) -> Finding:
    """Note what a finding was made into, inside the journey that makes it. Safe by the lock on the survey: it becomes one thing, once."""
    survey = open_row(by, Survey, finding.survey.pk, State.CLOSED, State.PUBLISHED, State.WITHHELD, right=run_survey)
    found = survey.findings.get(pk=finding.pk)
    if found.became:
        raise Refused(_("Something became of it already."))
    found.became, found.became_key = Finding.Became(became), key
    found.save()
    record(by, facts.FOLLOWED.key, found, now=now, community_id=survey.community_id, became=became)
    return found


@action
def see_names(by: Actor, survey: Survey, *, purpose: str, now: datetime) -> list[Signature]:
    """Who answered a survey with names, for a purpose that those with an account read on their page. Safe: it only adds rows. Invalid without a purpose."""
    survey = open_row(by, Survey, survey.pk, right=run_survey)
    if not purpose.strip():
        raise Invalid(_("Say for what purpose you open these details."), field="purpose")
    found = list(survey.signatures.select_related("person", "response").order_by("pk"))
    for one in found:
        if one.person_id and one.person_id != by.person_id:
            note_look(by, one.person_id, purpose=purpose, matter=survey.title, fields="name", now=now)
    record(by, facts.NAMES_SEEN.key, survey, now=now, community_id=survey.community_id, value=len(found))
    return found


def _pairs(survey: Survey, crosses: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(crosses) > MOST_CROSSES:
        raise Invalid(_("At most %(most)d tables of two questions.") % {"most": MOST_CROSSES}, field="crosses")
    single = {question.pk for question in survey.questions.all() if question.is_single}
    if any(first == second or not {first, second} <= single for first, second in crosses):
        raise Invalid(_("Only questions with one answer can be set against each other."), field="crosses")
    return list(dict.fromkeys(crosses))


def _days(survey: Survey, now: datetime) -> int:
    """Days since the survey was closed."""
    closed = localdate(survey.closed_at) if survey.closed_at else localdate(now)
    return (localdate(now) - closed) // timedelta(days=1)
