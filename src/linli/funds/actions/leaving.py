"""Somebody who asked for expenditures, or decided on them, is gone: who keeps the books, and who can decide now, are told."""

from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.roles import CHAIR
from linli.notices.actions import tell_who_must
from linli.people.models import Role
from linli.places.models import Community

from ..models import Expenditure
from ..notices import ASKER_GONE, DECIDER_GONE
from ..permissions import decide_in_books, keep_books
from ..queries.desk import unsettled


@action
def give_back_expenditures(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """Who keeps the books hears that nobody follows an expenditure that is not settled; who must decide, that one waits with nobody.

    Once a community. It writes no row: the books keep who asked.
    """
    today = localdate(now)
    waiting = Expenditure.objects.filter(unsettled())
    if community_id is not None:
        waiting = waiting.filter(line__community=community_id)
    asked = waiting.filter(asked_by=person_id)
    led = Role.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=today), person=person_id, kind__in=CHAIR)
    undecided = waiting.filter(line__community__in=led.values("division"), decisions__isnull=True)
    for kind, rows, able in (
        (ASKER_GONE, asked, keep_books),
        (DECIDER_GONE, undecided.exclude(asked_by=person_id), decide_in_books),
    ):
        for community in Community.objects.filter(pk__in=rows.values("line__community")).order_by("pk"):
            holders = set(able.holders(community, today))
            if (community_id is not None and person_id in holders) or (
                able is decide_in_books and holders - {person_id}
            ):
                continue
            tell_who_must(
                by, kind, able, community, values={}, path="/desk/funds/", now=now, but_not=[person_id], even_self=True
            )
