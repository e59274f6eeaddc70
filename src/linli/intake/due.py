"""What the district owes: decisions on what was applied for, reviews of what runs."""

from collections.abc import Iterator

from django.db.models import Q

from linli.notices.due import Due, Owed, Span, owes

from .models import Application, State
from .notices import WARNED
from .permissions import decide_application


def _decisions(within: Q, span: Span) -> Iterator[Owed]:
    open_ones = Q(state=State.SUBMITTED, decide_due_date__lte=span.last) | Q(
        state=State.ADMITTED, review_due_date__lte=span.last
    )
    rows = Application.objects.filter(within, open_ones).select_related("county__parent__parent", "applicant")
    for one in rows.prefetch_related("includes__community").order_by("pk"):
        due = one.decide_due_date if one.state == State.SUBMITTED else one.review_due_date
        if due:
            values = {"title": one.title, "office": one.applicant.name, "due": str(due)}
            first = min(one.includes.all(), key=lambda include: include.pk, default=None)
            yield Owed(one, one, due, f"/tasks/{one.pk}/", values, community=first.community if first else None)


owes(Due(WARNED, decide_application, _decisions, page="/gate/"))
