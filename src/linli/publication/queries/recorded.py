"""What the house knows of a time already: ballots that were counted, meetings that were held, accounts that were published."""

from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from linli.ballots.models import Ballot
from linli.ballots.queries.results import is_decided, result_rows
from linli.base.money import yuan
from linli.funds.models import Statement
from linli.meetings.models import Meeting, Motion
from linli.places.models import Community

from ..models import Kind
from ..registries import RECORDED

CHINESE = "zh-hans"
HELD_TO_CONSULT = (Meeting.Kind.COUNCIL, Meeting.Kind.HEARING, Meeting.Kind.TALK)
HELD_TO_DECIDE = (Meeting.Kind.RESIDENTS, Meeting.Kind.REPRESENTATIVES)


def recorded(community: Community, kind: str, *, from_date: date, to_date: date) -> str:
    """In Chinese; empty where the house knows nothing of that kind and time."""
    with override(CHINESE):
        parts = [find(community, from_date, to_date) for of, find in RECORDED.values() if of == kind]
        return "\n".join(line for lines in parts for line in lines)


def ballots(community: Community, from_date: date, to_date: date) -> list[str]:
    rows = Ballot.objects.filter(
        community=community, state=Ballot.State.COUNTED, counted_at__date__range=(from_date, to_date)
    )
    return [_ballot(one) for one in rows.order_by("counted_at", "pk")]


def decisions(community: Community, from_date: date, to_date: date) -> list[str]:
    """What residents' meetings and assemblies decided, and how it is carried out."""
    return _meetings(community, HELD_TO_DECIDE, from_date, to_date)


def consultations(community: Community, from_date: date, to_date: date) -> list[str]:
    return _meetings(community, HELD_TO_CONSULT, from_date, to_date)


def _meetings(community: Community, kinds: tuple[str, ...], from_date: date, to_date: date) -> list[str]:
    held = Meeting.objects.filter(community=community, kind__in=kinds, opened_at__date__range=(from_date, to_date))
    lines: list[str] = []
    for meeting in held.order_by("opened_at", "pk").prefetch_related("motions", "steps"):
        lines.append(_meeting(meeting))
        lines += [_motion(motion) for motion in meeting.motions.all() if motion.is_carried is not None]
        lines += [_step(step.text, step.owner, step.note) for step in meeting.steps.all()]
    return lines


def _meeting(meeting: Meeting) -> str:
    day = localtime(meeting.opened_at or meeting.starts_at)
    told = {"title": meeting.title, "day": f"{day.year}年{day.month}月{day.day}日"}
    if meeting.posted_date:
        return _("%(title)s (%(day)s; the minutes are posted)") % told
    return _("%(title)s (%(day)s)") % told


def _motion(motion: Motion) -> str:
    told = {"text": motion.text, "yes": motion.yes, "here": motion.here}
    if motion.is_carried:
        return _("%(text)s Carried with %(yes)s of %(here)s who were there.") % told
    return _("%(text)s Not carried: %(yes)s of %(here)s who were there.") % told


def _step(text: str, owner: str, note: str) -> str:
    return f"· {text}（{owner}）" + (f"：{note}" if note else "")


def accounts(community: Community, from_date: date, to_date: date) -> list[str]:
    rows = Statement.objects.filter(community=community, published_at__date__range=(from_date, to_date))
    lines = []
    for statement in rows.order_by("year", "quarter").prefetch_related("lines__line"):
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
    result = chosen or _("not decided")
    return f"{ballot.question}：{result}"


RECORDED.add("ballots", (Kind.DECISIONS, ballots))
RECORDED.add("meetings.decisions", (Kind.DECISIONS, decisions))
RECORDED.add("meetings.consultations", (Kind.CONSULTATIONS, consultations))
RECORDED.add("funds", (Kind.MONEY, accounts))
