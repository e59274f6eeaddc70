"""The lists, and the answer to: is this our job?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.search_text import similar
from linli.places.models import Community, Division, lasting

from ..models import Application, Duty, State
from ..permissions import keep_duty

MOST = 12
CLOSE = 0.6


@dataclass(frozen=True)
class Answer:
    """A line of a list, or an admitted task, that may be what was asked about; `score` is how near its words are."""

    duty: Duty | None
    task: Application | None
    score: float


def duties(county: Division | None, *, on: date, list_: str = "") -> list[Duty]:
    """The lines in force on a day: those of the county and those that hold everywhere."""
    rows = Duty.objects.filter(lasting(on), Q(county=county) | Q(county__isnull=True))
    return list(rows.filter(list=list_) if list_ else rows)


def is_this_our_job(words: str, community: Community | None, *, on: date) -> list[Answer]:
    """What the lists and the admitted tasks say of it, the nearest first; nothing where nothing is near."""
    words = words.strip()
    if not words:
        return []
    county = community.county if community else None
    found = [Answer(d, None, _nearness(words, (d.name, d.words, d.text))) for d in duties(county, on=on)]
    tasks = Application.objects.filter(state=State.ADMITTED).select_related("applicant")
    if community:
        tasks = tasks.filter(includes__community=community)
    found += [Answer(None, t, _nearness(words, (t.title, t.community_does, ""))) for t in tasks.order_by("pk")[:400]]
    return sorted((a for a in found if a.score >= CLOSE), key=_order)[:MOST]


def duty_to_keep(reader: Actor, key: int) -> Duty:
    found = Duty.objects.filter(keep_duty.within(reader), pk=key).select_related("county__parent__parent").first()
    if found is None:
        raise Missing(_("There is no such line."))
    return found


def keys_to_keep(reader: Actor) -> set[int]:
    return set(Duty.objects.filter(keep_duty.within(reader)).values_list("pk", flat=True))


def unconfirmed(reader: Actor) -> int:
    return Duty.objects.filter(keep_duty.within(reader), confirmed_date__isnull=True).count()


def _nearness(words: str, said: tuple[str, str, str]) -> float:
    """A whole word found in the name counts most, then in the everyday words, then in the law's sentence."""
    best = 0.0
    for text, weight in zip(said, (1.0, 1.0, 0.6), strict=True):
        for line in text.splitlines():
            if not line:
                continue
            inside = 0.9 if words in line or (len(line) > 1 and line in words) else 0.0
            best = max(best, weight * max(inside, similar(words, line)))
    return best


def _order(answer: Answer) -> tuple[float, int]:
    return (-answer.score, answer.duty.pk if answer.duty else 0)
