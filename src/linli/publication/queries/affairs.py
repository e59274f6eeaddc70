"""Publications as the reader may see them; and what was recorded elsewhere and can be published as it stands."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from linli.ballots.models import Ballot
from linli.ballots.queries.results import is_decided, result_rows
from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.money import yuan
from linli.funds.models import Statement
from linli.meetings.models import Meeting, Motion
from linli.places.models import Community

from ..models import BoardPosting, Kind, Publication
from ..permissions import see_publication

CHINESE = "zh-hans"
MOST = 200
HELD_TO_CONSULT = (Meeting.Kind.COUNCIL, Meeting.Kind.HEARING, Meeting.Kind.TALK)


def publications(reader: Actor, community: Community, *, kind: str = "") -> list[Publication]:
    """The latest first; corrected versions stand behind their corrections."""
    rows = Publication.objects.filter(see_publication.within(reader), community=community, corrected_by__isnull=True)
    rows = rows.filter(kind=kind) if kind in Kind.values else rows
    return list(rows.select_related("corrects")[:MOST])


def publication_for(reader: Actor, key: int) -> Publication:
    """Missing where there is none, or none that the reader may see."""
    rows = Publication.objects.filter(see_publication.within(reader), pk=key).select_related(
        "community__division", "corrects", "corrected_by"
    )
    found = rows.first()
    if found is None:
        raise Missing(_("There is no such publication."))
    return found


def posting_of(publication: Publication, key: int) -> BoardPosting:
    found = publication.boards.filter(pk=key).select_related("publication").first()
    if found is None:
        raise Missing(_("It does not hang there any more."))
    return found


def boards_of(publication: Publication, *, today: date) -> list[Any]:
    """Each with `hung`: whole days."""
    found: list[Any] = list(publication.boards.all())
    for posting in found:
        posting.hung = posting.days(today)
    return found


def recorded(community: Community, kind: str, *, from_date: date, to_date: date) -> str:
    """What the house knows already of that time, in Chinese, so that nobody writes it twice. Empty where it knows nothing."""
    between = {"from_date": from_date, "to_date": to_date}
    ways = {Kind.DECISIONS: _decisions, Kind.CONSULTATIONS: _consultations, Kind.MONEY: _money}
    with override(CHINESE):
        return "\n".join(ways[Kind(kind)](community, **between)) if kind in ways else ""


def _decisions(community: Community, *, from_date: date, to_date: date) -> list[str]:
    counted = Ballot.objects.filter(
        community=community, state=Ballot.State.COUNTED, counted_at__date__range=(from_date, to_date)
    )
    lines = [_ballot(ballot) for ballot in counted.order_by("counted_at")]
    motions = Motion.objects.filter(
        meeting__community=community,
        is_carried=True,
        meeting__opened_at__date__range=(from_date, to_date),
        meeting__kind__in=["residents", "representatives"],
    )
    return lines + [
        _motion(motion) for motion in motions.select_related("meeting").order_by("meeting__opened_at", "number")
    ]


def _consultations(community: Community, *, from_date: date, to_date: date) -> list[str]:
    held = Meeting.objects.filter(
        community=community, kind__in=HELD_TO_CONSULT, opened_at__date__range=(from_date, to_date)
    ).order_by("opened_at")
    lines = []
    for meeting in held.prefetch_related("motions", "steps"):
        lines.append(meeting.title)
        lines += [_motion(motion) for motion in meeting.motions.all() if motion.is_carried]
        lines += [
            f"· {step.text}（{step.owner}）" + (f"：{step.note}" if step.note else "") for step in meeting.steps.all()
        ]
    return lines


def _money(community: Community, *, from_date: date, to_date: date) -> list[str]:
    rows = Statement.objects.filter(
        Q(community=community), published_at__date__range=(from_date, to_date)
    ).prefetch_related("lines__line")
    lines = []
    for statement in rows.order_by("year", "quarter"):
        lines.append(_("%(year)s, quarter %(quarter)s:") % {"year": statement.year, "quarter": statement.quarter})
        for line in statement.lines.all():
            told = {
                "name": line.line.label,
                "received": yuan(line.received_fen),
                "spent": yuan(line.spent_fen),
                "left": yuan(line.closing_fen),
            }
            lines.append(_("%(name)s: arrived %(received)s, spent %(spent)s, left %(left)s (yuan).") % told)
    return lines


def _ballot(ballot: Ballot) -> str:
    chosen = "、".join(row.label for row in result_rows(ballot) if row.is_chosen) if is_decided(ballot) else ""
    return f"{ballot.question}：{chosen or _('not decided')}"


def _motion(motion: Motion) -> str:
    told = {"text": motion.text, "yes": motion.yes, "here": motion.here}
    return _("%(text)s Carried with %(yes)s of %(here)s who were there.") % told
