"""The minutes, drafted from what was recorded."""

from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..models import Meeting, Motion
from .quorum import quorum_of

CHINESE = "zh-hans"


def draft_of(meeting: Meeting, *, on: date) -> str:
    """In Chinese, as offices write them: when and where, who was there, by which rule, each point with its motions, what follows."""
    with override(CHINESE):
        return "\n".join([*_head(meeting, on), *_points(meeting), *_steps(meeting)])


def _head(meeting: Meeting, on: date) -> list[str]:
    began, ended = localtime(meeting.opened_at or meeting.starts_at), localtime(meeting.closed_at or meeting.starts_at)
    quorum = quorum_of(meeting, on=on)
    told = {
        "day": f"{began.year}年{began.month}月{began.day}日",
        "from": f"{began:%H:%M}",
        "to": f"{ended:%H:%M}",
        "place": meeting.place,
        "head": meeting.head,
        "keeper": meeting.keeper,
        "roll": quorum.roll,
        "here": meeting.most_here,
        "needed": quorum.needed,
        "law": quorum.law,
    }
    lines = [
        _("Time: %(day)s, %(from)s to %(to)s") % told,
        _("Place: %(place)s") % told,
        _("Head: %(head)s") % told,
        _("Keeper of the minutes: %(keeper)s") % told,
        _("On the roll: %(roll)d; there or represented: %(here)d") % told,
    ]
    return [*lines, _("Needed: %(needed)d (%(law)s)") % told] if quorum.needed else lines


def _points(meeting: Meeting) -> list[str]:
    lines: list[str] = []
    motions = list(meeting.motions.all())
    for item in meeting.items.all():
        lines += ["", f"{item.place}. {item.text}", *filter(None, [item.notes])]
        lines += [_motion(motion) for motion in motions if motion.item_id == item.pk]
    loose = [_motion(motion) for motion in motions if motion.item_id is None]
    return [*lines, "", *loose] if loose else lines


def _motion(motion: Motion) -> str:
    if motion.is_carried is None:
        return _("Moved by %(moved_by)s: %(text)s Put off: %(put_off_why)s") % vars(motion)
    law = (motion.rule or {}).get("law", "")
    told = vars(motion) | {
        "law": f"（{law}）" if law else "",
        "result": _("carried") if motion.is_carried else _("not carried"),
    }
    return (
        _(
            "Moved by %(moved_by)s: %(text)s For %(yes)d, against %(no)d, abstaining %(abstain)d; of %(here)d there, %(needed)d were needed%(law)s: %(result)s."
        )
        % told
    )


def _steps(meeting: Meeting) -> list[str]:
    steps = list(meeting.steps.all())
    if not steps:
        return []
    rows = [
        _("%(n)d. %(text)s (%(owner)s, by %(day)s)")
        % {
            "n": n,
            "text": one.text,
            "owner": one.owner,
            "day": f"{one.due_date.year}年{one.due_date.month}月{one.due_date.day}日",
        }
        for n, one in enumerate(steps, start=1)
    ]
    return ["", _("What follows:"), *rows]
