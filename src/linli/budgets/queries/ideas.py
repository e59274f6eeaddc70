"""Ideas as everybody reads them: shortened names, masked numbers, and no words that were hidden."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.rules import rule
from linli.base.text import hidden_name, mask_personal
from linli.facts.kinds import GOOD_NAMES, Good
from linli.people.known import of_known
from linli.places.models import Building, Community

from ..alike import alike
from ..models import Costing, Idea, Project, Round, Support
from ..permissions import reply_to_costing, take_part

MOST = 500


def raisers(idea: Idea) -> set[int]:
    """Whoever raised it, or one that became part of it."""
    keys = {idea.raised_by_id, *idea.merged.values_list("raised_by", flat=True)}
    return {key for key in keys if key}


def wanted_by(idea: Idea) -> set[int]:
    """Whoever raised or supported it."""
    return raisers(idea) | {support.person_id for support in idea.supports.all()}


def took_part(found: Round) -> set[int]:
    """Whoever raised or supported an idea of the round. Two queries, however many."""
    raised = found.ideas.values_list("raised_by", flat=True)
    supported = Support.objects.filter(idea__round=found).values_list("person", flat=True)
    return {key for key in (*raised, *supported) if key}


@dataclass(frozen=True)
class Line:
    """An idea in a list. Without `title`: hidden. `cost_fen` once it is costed."""

    key: int
    number: int
    title: str
    about: str
    where: str
    state: str
    state_name: str
    sign: str
    supporters: int
    others: int
    is_mine: bool
    cost_fen: int | None
    good: str
    came_by: str


def ideas_of(reader: Actor, found: Round, *, state: str = "", order: str = "", words: str = "") -> list[Line]:
    """The ideas of a round by number, or the most supported first; `words` in the title or the text. Two queries."""
    rows = _rows(reader).filter(round=found)
    if state in Idea.State.values:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(about__icontains=words)).filter(is_hidden=False)
    order_by = ("-supporters", "number") if order == "most" else ("number",)
    return [_line(row) for row in rows.order_by(*order_by)[:MOST]]


def _rows(reader: Actor) -> QuerySet[Any]:
    """Only supporters whom the committee knows count (`supporters`); the others stand beside."""
    known = of_known("supports__person", "round__community")
    mine = Support.objects.filter(idea=OuterRef("pk"), person=reader.person_id)
    chosen = Project.objects.filter(idea=OuterRef("pk"))
    return (
        Idea.objects.select_related("building", "raised_by", "round__community")
        .prefetch_related("costings")
        .annotate(
            supporters=Count("supports", filter=known),
            others=Count("supports", filter=~known),
            is_mine=Exists(mine),
            is_chosen=Exists(chosen),
        )
    )


def _line(row: Any) -> Line:
    costing = _last(row)
    is_costed = costing is not None and costing.is_feasible and row.state == Idea.State.FEASIBLE
    return Line(
        row.pk,
        row.number,
        "" if row.is_hidden else mask_personal(row.title),
        "" if row.is_hidden else mask_personal(row.about),
        where(row),
        row.state,
        state_name(row),
        sign_of(row),
        row.supporters,
        row.others,
        row.is_mine,
        costing.cost_fen if costing and is_costed else None,
        row.good,
        row.came_by,
    )


DECIDED = frozenset({Round.State.CARRIED_OUT, Round.State.CLOSED})
SIGNS = {Idea.State.RAISED: "waiting", Idea.State.FEASIBLE: "done"}
"""What of the look's states an idea is drawn like; the others have ended."""


def state_name(row: Any) -> str:
    """Its state, and once the round is decided whether it was chosen."""
    if row.option_key and row.round.state in DECIDED:
        return pgettext("project", "chosen") if row.is_chosen else pgettext("project", "not chosen")
    return str(row.get_state_display())


def sign_of(row: Any) -> str:
    if row.option_key and row.round.state in DECIDED:
        return "done" if row.is_chosen else "ended"
    return SIGNS.get(row.state, "ended")


def _last(row: Idea) -> Costing | None:
    costings = list(row.costings.all())
    return costings[-1] if costings else None


def where(idea: Idea) -> str:
    """The building and the words."""
    if idea.is_hidden:
        return ""
    return " ".join(
        part for part in (idea.building.address if idea.building else "", mask_personal(idea.place)) if part
    )


def idea_for(reader: Actor, key: int) -> Any:
    """Missing where there is none. With `supporters`, `state_name`, `sign`, and whether the reader supports it (`is_mine`)."""
    found = _rows(reader).select_related("round__line", "round__ballot", "merged_into").filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such idea."))
    found.state_name, found.sign = state_name(found), sign_of(found)
    return found


def idea_in_round(reader: Actor, found: Round, key: int) -> Any:
    idea = idea_for(reader, key)
    if idea.round_id != found.pk:
        raise Missing(_("There is no such idea."))
    return idea


def may_support(reader: Actor, idea: Idea) -> bool:
    is_open = is_running(idea) and idea.state in {Idea.State.RAISED, Idea.State.FEASIBLE}
    return is_open and take_part.allows(reader, idea.round)


def may_reply(reader: Actor, idea: Idea) -> bool:
    """Whether the reader raised it and can answer its costing now."""
    is_open = is_running(idea) and idea.state in {Idea.State.FEASIBLE, Idea.State.NOT_FEASIBLE}
    return is_open and not idea.replied_at and reply_to_costing.allows(reader, idea)


def is_running(idea: Idea) -> bool:
    return idea.round.state in {Round.State.IDEAS, Round.State.COSTING}


def who_raised(idea: Idea) -> list[str]:
    """Shortened names of whoever raised it or what became part of it; of ideas from the desk how they came."""
    return [_who(one) for one in (idea, *idea.merged.select_related("raised_by").order_by("number"))]


def _who(idea: Idea) -> str:
    if idea.came_by != Idea.CameBy.WEB:
        return str(idea.get_came_by_display())
    return hidden_name(idea.raised_by.name) if idea.raised_by else _("somebody who has left")


def costings_of(idea: Idea) -> list[Costing]:
    """Every one, the one that holds first."""
    return list(idea.costings.prefetch_related("lines").order_by("-number"))


def similar_ideas(reader: Actor, found: Round, *, title: str, about: str, on: date) -> list[Line]:
    """Ideas of the round that sound alike, by their titles or by all their words, the most alike first, three at most."""
    least = float(rule("budgets.similar", on=on).value)
    told = [
        (max(alike(title, line.title), alike(title + about, line.title + line.about)), line)
        for line in ideas_of(reader, found)
        if line.state != Idea.State.DECLINED
    ]
    near = sorted((pair for pair in told if pair[0] >= least), key=lambda pair: (-pair[0], pair[1].number))
    return [line for _alike, line in near[:3]]


def others_of(idea: Idea) -> list[tuple[int, str]]:
    """Ideas that it can become part of."""
    rows = Idea.objects.filter(round=idea.round_id).exclude(pk=idea.pk)
    rows = rows.exclude(state__in=[Idea.State.DECLINED, Idea.State.MERGED])
    return [(row.pk, f"{row.number}. {row.title}") for row in rows]


def states() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in Idea.State.choices]


def buildings_of(community: Community) -> list[tuple[int, str]]:
    return [(building.pk, building.address) for building in Building.objects.filter(community=community)]


def goods() -> list[tuple[str, str]]:
    return [(good.value, str(name)) for good, name in GOOD_NAMES.items() if good != Good.MANAGEMENT]


def is_shown_picture(name: str) -> bool:
    """Whether everybody sees it: of an idea that is not hidden."""
    return Idea.objects.filter(picture=name, is_hidden=False).exists()
