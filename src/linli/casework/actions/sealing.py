"""What a later change of a case takes back of what its earlier state gave: links, calls, work given to others.

Rights are asked anew each time, so most of it ends by itself. Here is what was handed out: codes, calls that run, letters.
"""

from datetime import datetime

from django.db.models import F
from django.utils.timezone import localdate

from linli.base.actors import Actor
from linli.notices.actions import tell, tell_office
from linli.people.queries import persons_for

from .. import facts
from ..models import Case, Category, WhistleCall
from ..models.whistles import OPEN_CALLS
from ..notices import PART_ENDED
from ..search_index import forget_case, index_case
from .story import happened, lock
from .whistles import end_calls


def end_links(case: Case) -> None:
    """The codes of "me too" open the case no more. Who reported it, or came with a request of their own, keeps theirs."""
    case.reporters.filter(is_first=False, reported__isnull=True).update(link_version=F("link_version") + 1)


def take_back(by: Actor, case: Case, *, now: datetime) -> None:
    """A case became confidential: inside that action, after the case was stored."""
    end_links(case)
    waiting = list(WhistleCall.objects.filter(whistle__case=case, state__in=OPEN_CALLS).order_by("pk"))
    end_calls(by, case, now=now)
    calls = WhistleCall.objects.filter(whistle__case=case, revoked_at__isnull=True)
    calls.update(revoked_at=now, link_version=F("link_version") + 1)
    for call in waiting:
        _tell_that_it_ended(by, case, call, now)
    if case.assigned_to_id or case.assigned_organisation_id:
        case.assigned_to, case.assigned_organisation = None, None
        case.save(update_fields=["assigned_to", "assigned_organisation"])


def follow_category(by: Actor, category: Category, *, now: datetime) -> None:
    """The category itself became confidential, or stopped being it: every request in it follows, and none becomes public by it."""
    rows = Case.objects.filter(category=category.pk).exclude(is_confidential=category.is_confidential)
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        case = lock(key)
        case.is_confidential, case.is_public, case.wants_public = category.is_confidential, False, False
        case.photos.update(is_public=False)
        (forget_case if case.is_confidential else index_case)(case)
        happened(by, case, facts.RECATEGORISED, now=now, category=category.key)
        if case.is_confidential:
            take_back(by, case, now=now)


def seal_merged(case: Case) -> None:
    """What was merged into the case tells of the same matter: it is confidential as the case is, whatever it was before."""
    below = list(Case.objects.filter(merged_into=case.pk).order_by("pk"))
    for merged in below:
        if merged.is_confidential != case.is_confidential:
            merged.category, merged.is_confidential = case.category, case.is_confidential
            merged.photos.update(is_public=False)
            merged.save(update_fields=["category", "is_confidential"])
            (forget_case if merged.is_confidential else index_case)(merged)
        seal_merged(merged)


def _tell_that_it_ended(by: Actor, case: Case, call: WhistleCall, now: datetime) -> None:
    values, path = {"number": case.number}, "/whistles/"
    tell_office(by, PART_ENDED, organisation_id=call.organisation_id, values=values, path=path, now=now)
    tell(
        by,
        PART_ENDED,
        to=persons_for(call.organisation_id, on=localdate(now)),
        values=values,
        path=path,
        now=now,
        may_be_nobody=True,  # an office may have no account: it was told by its channels, or called by a letter
    )
