"""Whoever adds a key to a person says what hangs on it: something that goes back when they are gone, or nothing, and why."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps

from linli.people.models import Person
from linli.people.registries import OBLIGATIONS

pytestmark = pytest.mark.once

SAID = "who said it; others answer what they like"
WROTE = "who did it, kept as the record; nothing is owed"
OWN = "the person's own; it goes or loses its name with them"

NOTHING_HANGS: dict[str, str] = {
    "ballots.CodeMade.by": WROTE,
    "ballots.CodeMade.second": WROTE,
    "ballots.PaperEntry.by": "what somebody read; any two of the committee read a paper, so two others can",
    "budgets.Costing.by": WROTE,
    "budgets.Idea.raised_by": OWN,
    "budgets.Photo.by": OWN,
    "budgets.Support.person": OWN,
    "casework.Case.entered_by": WROTE,
    "casework.Draft.by": "nothing is stored there: pasted lines are checked in one go",
    "casework.Event.by": WROTE,
    "casework.Message.by": WROTE,
    "casework.Reporter.person": OWN,
    "casework.Wall.person": "who must not see a request; a wall stays, whoever they are",
    "casework.Whistle.by": "who called; the request's lead stays responsible, and a lead goes back",
    "deliberation.AmendmentSupport.person": OWN,
    "deliberation.Amendment.person": OWN,
    "deliberation.Comment.person": OWN,
    "deliberation.CommentSupport.person": OWN,
    "deliberation.Hiding.hidden_by": WROTE,
    "deliberation.Hiding.ruled_by": WROTE,
    "deliberation.MapVoter.person": OWN,
    "deliberation.Statement.person": OWN,
    "deliberation.Support.person": OWN,
    "deliberation.Topic.raised_by": OWN,
    "deliberation.Topic.origin_key": "the key of a request or a survey's finding, of no person",
    "facts.Fact.subject_id": "what happened to what; a fact is no work",
    "funds.Decision.by": WROTE,
    "funds.Entry.by": WROTE,
    "funds.Line.opened_by": WROTE,
    "funds.Promise.by": "who wrote down what an office promised; the office owes it",
    "funds.Question.answered_by": WROTE,
    "funds.Question.person": OWN,
    "funds.Statement.published_by": WROTE,
    "intake.Comment.by": SAID,
    "intake.Event.by": WROTE,
    "intake.Gap.answered_by": WROTE,
    "intake.Gap.by": "who wrote it for the community; its answer is told to the committee when they are gone",
    "intake.OfficeRating.by": SAID,
    "intake.RefusedWork.by": WROTE,
    "intake.Say.person": OWN,
    "intake.Step.done_by": "who did it; steps to come name nobody",
    "meetings.DemandBacking.household_key": "a home of the records, no person",
    "meetings.DemandBacking.resident_key": SAID,
    "meetings.Seat.household_key": "a home of the records, no person",
    "meetings.Seat.resident_key": "the record behind a place on a roll; nothing is owed by it",
    "meetings.Seat.person_key": "a place on a roll; what is to be signed is signed by any two of the committee",
    "meetings.Signature.person": "who signed; the other signature is anybody's of the committee",
    "ballots.RollEntry.household_key": "a home of the records, no person",
    "ballots.RollEntry.resident_key": "a right to vote, no duty",
    "notices.Delivery.person": OWN,
    "notices.Notice.person": OWN,
    "notices.Rhythm.person": OWN,
    "notices.Said.person": OWN,
    "notices.Silence.person": OWN,
    "paperwork.FormTemplate.by": WROTE,
    "paperwork.Handover.by": "who gave it; the signed return is filed by any of the committee",
    "paperwork.Handover.filed_by": WROTE,
    "people.Account.person": OWN,
    "people.Consent.person": OWN,
    "people.Consent.recorded_by": WROTE,
    "people.Known.person": OWN,
    "people.Known.said_by": WROTE,
    "people.KnownWish.person": OWN,
    "people.Look.by": WROTE,
    "people.Look.subject": OWN,
    "people.Role.given_by": WROTE,
    "publication.Complaint.person": OWN,
    "publication.Complaint.ruled_by": WROTE,
    "publication.Question.person": OWN,
    "records.Entry.by": WROTE,
    "records.KeptApart.by": WROTE,
    "records.Opening.by": WROTE,
    "records.Resident.person": OWN,
    "records.Switch.by": WROTE,
    "surveys.Finding.became_key": "the key of a topic, a request or a round, of no person",
    "surveys.Signature.person": OWN,
    "team.Absence.person": OWN,
    "team.Attendance.person": WROTE,
    "team.HandoverLine.passed_to": "what they took over stands in the list of their own post when they leave it",
}


def keys_to_people() -> Iterator[str]:
    """Every relation to a person, and every whole number that by its name is the key of something."""
    for model in apps.get_models(include_auto_created=True):
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            is_number = "Integer" in type(field).__name__ and re.search("_(key|id)$", field.name)
            if field.related_model is Person or (is_number and model.__module__.startswith("linli.")):
                yield f"{model._meta.label}.{field.name}"


def covered() -> list[str]:
    return [field for owed in OBLIGATIONS.values() for field in owed.fields]


def test_each_key_to_a_person_goes_back_or_says_why_nothing_hangs_on_it():
    assert set(keys_to_people()) - set(covered()) - set(NOTHING_HANGS) == set()


def test_nothing_is_covered_twice_or_no_longer_there():
    named = [*covered(), *NOTHING_HANGS]
    assert set(named) - set(keys_to_people()) == set()
    assert sorted(named) == sorted(set(named))


def test_each_exception_has_a_reason():
    assert [field for field, why in NOTHING_HANGS.items() if len(why) < 10] == []
