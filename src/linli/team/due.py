"""What is owed: a finished list of what is handed over."""

from collections.abc import Iterator

from django.db.models import Q

from linli.notices.due import Due, Owed, Span, owes
from linli.places.models import Community

from . import facts
from .models import Handover
from .permissions import keep_team


def _handovers(within: Q, span: Span) -> Iterator[Owed]:
    communities = Community.objects.filter(within)
    rows = Handover.objects.filter(community__in=communities, finished_at__isnull=True, due_date__lte=span.last)
    for one in rows.select_related("holding__post", "community").order_by("pk"):
        values = {"post": one.holding.post.label, "day": one.due_date.isoformat()}
        yield Owed(one, one.community, one.due_date, f"/desk/team/handover/{one.pk}/", values)


owes(Due(facts.HANDOVER_LATE, keep_team, _handovers, page="/desk/team/"))
