"""Lists of what is handed over."""

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.places.models import Community

from ..models import Handover, HandoverLine
from ..permissions import hand_over


def open_handovers(reader: Actor, community: Community) -> list[Handover]:
    """Those that are not finished, the nearest day first, with how many lines are `left`."""
    rows = Handover.objects.filter(hand_over.within(reader), community=community, finished_at__isnull=True)
    left = Count("lines", filter=Q(lines__passed_at__isnull=True))
    return list(rows.select_related("holding__person", "holding__post").annotate(left=left).order_by("due_date", "pk"))


def handover_for(reader: Actor, key: int) -> Handover:
    """One list with its lines, for the chair and who leaves. Missing otherwise."""
    lines = Prefetch("lines", HandoverLine.objects.select_related("passed_to"))
    rows = Handover.objects.filter(hand_over.within(reader), pk=key).prefetch_related(lines)
    found = rows.select_related("holding__person", "holding__post", "community").first()
    if found is None:
        raise Missing(_("There is no such handover list."))
    return found


def line_to_pass(handover: Handover, key: int) -> HandoverLine:
    found = next((line for line in handover.lines.all() if line.pk == key), None)
    if found is None:
        raise Missing(_("There is no such line."))
    return found
