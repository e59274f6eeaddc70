"""What casework keeps of a person: their copy of it, and what erasing leaves. The committee's record stays, without them."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actions import action
from linli.base.actors import Actor
from linli.people.registries import ERASERS, EXPORTS, OBLIGATIONS, WITHDRAWALS, Obligation

from .actions.hands import give_back_calls
from .actions.leaving import give_back_cases, give_back_whistles, look_at_cases_again, look_at_whistles_again
from .models import Case, Message, Photo, Rating, Reporter, Willing
from .pictures import path_of


def export_casework(person_id: int) -> tuple[Any, dict[str, Path]]:
    """One's own requests with their words, ratings and pictures, and the calls one said yes to."""
    reports = Reporter.objects.filter(person=person_id).select_related("case__category", "case__community")
    own = [r.case_id for r in reports if r.is_first]
    photos = Photo.objects.filter(case__in=own).values_list("case_id", "file")
    told = {
        "requests": [_request(r) for r in reports.order_by("pk")],
        "ratings": list(
            Rating.objects.filter(reporter__person=person_id)
            .order_by("pk")
            .values("case_id", "is_solved", "stars", "words", "at")
        ),
        "willing": list(Willing.objects.filter(person=person_id).order_by("pk").values("category__name", "since_at")),
    }
    return told, {f"pictures/{case}-{file}": path_of(file) for case, file in photos}


@action
def erase_casework(by: Actor, person_id: int, now: datetime) -> None:
    """Contact details and one's own words to the committee go; the request, what was done and the stars stay."""
    del by
    reporters = Reporter.objects.filter(person=person_id)
    keys = list(reporters.values_list("pk", flat=True))
    Message.objects.filter(reporter__in=keys, erased_at__isnull=True).update(text="", erased_at=now)
    Rating.objects.filter(reporter__in=keys).update(words="")
    Case.objects.filter(reporters__in=keys, reporters__is_first=True).update(door_text="", door=None)
    Case.objects.filter(pk__in=reporters.filter(reported__isnull=False).values("reported")).update(
        door_text="", door=None
    )
    reporters.update(name="", telephone="", email="", words="", person=None, erased_at=now)
    Willing.objects.filter(person=person_id).delete()


@action
def stop_calling(by: Actor, person_id: int, now: datetime) -> None:
    """Whoever takes the consent back is called for no kind of help any more."""
    del by, now
    Willing.objects.filter(person=person_id).delete()


def _request(reporter: Reporter) -> dict[str, Any]:
    case = reporter.case
    return {
        "number": case.number,
        "reported_at": case.reported_at,
        "category": case.category.name,
        "community": case.community.name,
        "text": case.text if reporter.is_first else reporter.words,
        "door": case.door_text if reporter.is_first else "",
        "is_first": reporter.is_first,
        "state": case.state,
        "outcome": case.outcome,
        "name": reporter.name,
        "telephone": reporter.telephone,
        "email": reporter.email,
    }


EXPORTS.add("casework", export_casework)
ERASERS.add("casework", erase_casework)
OBLIGATIONS.add(
    "casework.hands",
    Obligation(
        ("casework.Offer.person", "casework.CallForHands.accepted_by", "casework.Willing.person"), give_back_calls
    ),
)
OBLIGATIONS.add(
    "casework.whistles", Obligation(("casework.WhistleCall.answered_by",), give_back_whistles, look_at_whistles_again)
)
OBLIGATIONS.add(
    "casework.cases",
    Obligation(("casework.Case.lead", "casework.Case.assigned_to"), give_back_cases, look_at_cases_again),
)
WITHDRAWALS.add("hands", stop_calling)
