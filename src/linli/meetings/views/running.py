"""One meeting for those who run it: the list at the door, and everything that can be done now, on one page."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import Request, read_key
from linli.look.acting import asked, pressed, sent

from .. import actions, forms
from ..permissions import run_meeting
from ..queries import meetings as found_meetings
from ..queries.minutes import draft_of
from ..queries.posting import taken_out, without_details
from ..queries.quorum import quorum_of
from ..registries import belongs_to
from ..rules import notice_rule, proxies_rule

if TYPE_CHECKING:
    from collections.abc import Callable

AT_A_GLANCE = 6
"""Of the roll, so many are offered beside a meeting that runs; the whole list has a page."""


def roll(request: Request, key: int) -> HttpResponse:
    """The list at the door: a press for whoever comes or leaves."""
    meeting = _run(request, key)
    proxy = forms.ProxyForm(asked(request, "proxy"))
    if request.method == "POST":
        if request.POST.get("do") == "proxy":
            if sent(request, proxy, lambda told: actions.give_proxy(request.actor, meeting, now=request.now, **told)):
                return redirect("meetings:roll", key=key)
        else:
            pressed(request, lambda: _marked(request, meeting))
            return redirect(f"{request.path}?q={request.GET.get('q', '')[:60]}")
    words, today = request.GET.get("q", "")[:60], localdate(request.now)
    allowed = proxies_rule(meeting, on=today)
    rows = found_meetings.seats_of(meeting, words=words.strip())
    actions.note_roll_seen(request.actor, meeting, rows, now=request.now)
    context = {
        "meeting": meeting,
        "rows": rows,
        "q": words,
        "quorum": quorum_of(meeting, on=today),
        "proxy": proxy,
        "allowed": allowed,
        "proxies": int(allowed.value) if allowed else 0,
        "most": found_meetings.MOST_SEATS,
    }
    return render(request, "meetings/roll.html", context)


def _marked(request: Request, meeting: Any) -> object:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    number = read_key(request.POST.get("row", "")) or 0
    if verb in {"here", "gone"}:
        return actions.let_in(by, meeting, [number], is_here=verb == "here", now=now)
    if verb == "back":
        return actions.take_proxy_back(by, meeting, giver=number, now=now)
    raise Missing(_("There is no such thing to do here."))


def run(request: Request, key: int) -> HttpResponse:
    """Everything that can be done with the meeting now, a form each."""
    meeting, today = _run(request, key), localdate(request.now)
    items = list(meeting.items.all())
    given = _forms(request, meeting, items, today)
    if request.method == "POST":
        if request.POST.get("do") == "discard":
            pressed(request, lambda: actions.discard_draft(request.actor, meeting, now=request.now))
            return redirect("meetings:desk")
        if _acted(request, meeting, given):
            words = request.GET.get("q", "")[:60]
            return redirect(f"{request.path}?q={words}#arrivals" if words else request.path)
    return render(request, "meetings/run.html", _shown(request, meeting, items, today) | {"forms": given})


def _forms(request: Request, meeting: Any, items: list[Any], today: Any) -> dict[str, Any]:
    drafted = meeting.minutes or (draft_of(meeting, on=today) if meeting.state == "closed" else "")
    shaded = without_details(meeting) if meeting.state == "signed" else ""
    return {
        "seat": forms.SeatForm(asked(request, "seat")),
        "off": forms.WhyForm(asked(request, "off")),
        "speech": forms.SpeechForm(asked(request, "speech")),
        "motion": forms.MotionForm(
            asked(request, "motion"), items=[(item.pk, item.text) for item in items], auto_id="motion_%s"
        ),
        "hands": forms.HandsForm(asked(request, "hands")),
        "again": forms.HandsForm(asked(request, "again"), auto_id="again_%s"),
        "put_off": forms.PutOffForm(asked(request, "put_off"), auto_id="put_off_%s"),
        "notes": forms.NotesForm(asked(request, "notes")),
        "minutes": forms.MinutesForm(asked(request, "minutes"), initial={"text": drafted}),
        "post": forms.MinutesForm(asked(request, "post"), initial={"text": shaded}, auto_id="post_%s"),
        "correct": forms.CorrectForm(
            asked(request, "correct"), initial={"text": meeting.posted_text}, auto_id="correct_%s"
        ),
        "step": forms.StepForm(asked(request, "step"), auto_id="step_%s"),
        "finish": forms.FinishForm(asked(request, "finish") or asked(request, "give_up")),
    }


def _shown(request: Request, meeting: Any, items: list[Any], today: Any) -> dict[str, Any]:
    motions = list(meeting.motions.all())
    waiting = [one for one in motions if one.is_carried is None and not one.put_off_why]
    counted = [one for one in motions if one.is_carried is not None]
    words, is_door = request.GET.get("q", "")[:60].strip(), meeting.state in {"called", "open"}
    arrivals = found_meetings.seats_of(meeting, words=words, most=AT_A_GLANCE, is_door=not words) if is_door else []
    if arrivals:
        actions.note_roll_seen(request.actor, meeting, arrivals, now=request.now)
    steps = list(meeting.steps.all())
    for step in steps:
        step.is_late = step.is_late_on(today)
    return {
        "meeting": meeting,
        "items": items,
        "motions": motions,
        "current": waiting[0] if waiting else None,
        "last": counted[-1] if counted else None,
        "steps": steps,
        "quorum": quorum_of(meeting, on=today),
        "q": words,
        "is_door": is_door,
        "arrivals": arrivals,
        "speeches": list(meeting.speeches.exclude(state="done")) if meeting.state == "open" else [],
        "signatures": list(meeting.signatures.select_related("person")),
        "day_is": _day_is(request, meeting),
        "notice": notice_rule(meeting.kind, meeting.community, on=today),
        "belongs": belongs_to(meeting),
        "taken_out": taken_out(meeting) if meeting.state == "signed" else [],
    }


def _day_is(request: Request, meeting: Any) -> str:
    """Whether its day is to come, is today, or is over."""
    day, today = localdate(meeting.starts_at), localdate(request.now)
    return "today" if day == today else "over" if day < today else "ahead"


def _run(request: Request, key: int) -> Any:
    meeting = found_meetings.meeting_for(request.actor, key)
    run_meeting.require(request.actor, meeting)
    return meeting


def _acted(request: Request, meeting: Any, given: dict[str, Any]) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    row = read_key(request.POST.get("row", "")) or 0
    presses: dict[str, Callable[[], object]] = {
        "roll": lambda: _built(request, meeting),
        "call": lambda: actions.call_meeting(by, meeting, urgent_why=request.POST.get("urgent_why", "")[:300], now=now),
        "here": lambda: _marked(request, meeting),
        "gone": lambda: _marked(request, meeting),
        "back": lambda: _marked(request, meeting),
        "open": lambda: actions.open_meeting(by, meeting, now=now),
        "floor": lambda: actions.give_floor(by, meeting, now=now),
        "close": lambda: actions.close_meeting(by, meeting, now=now),
        "sign_head": lambda: actions.sign_minutes(by, meeting, role="head", now=now),
        "sign_keeper": lambda: actions.sign_minutes(by, meeting, role="keeper", now=now),
    }
    ways: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
        "seat": ("seat", lambda told: actions.add_seat(by, meeting, now=now, **told)),
        "off": ("off", lambda told: actions.call_off(by, meeting, now=now, **told)),
        "speech": ("speech", lambda told: actions.ask_to_speak(by, meeting, now=now, **told)),
        "motion": (
            "motion",
            lambda told: actions.move(
                by, meeting, text=told["text"], moved_by=told["moved_by"], item=_item(meeting, told["item"]), now=now
            ),
        ),
        "hands": (
            "hands",
            lambda told: actions.count_hands(by, found_meetings.motion_of(meeting, row), now=now, **told),
        ),
        "again": (
            "again",
            lambda told: actions.count_hands(by, found_meetings.motion_of(meeting, row), now=now, **told),
        ),
        "put_off": (
            "put_off",
            lambda told: actions.put_off(by, found_meetings.motion_of(meeting, row), now=now, **told),
        ),
        "notes": ("notes", lambda told: actions.note_item(by, found_meetings.item_of(meeting, row), now=now, **told)),
        "minutes": ("minutes", lambda told: actions.write_minutes(by, meeting, now=now, **told)),
        "post": ("post", lambda told: actions.post_minutes(by, meeting, now=now, **told)),
        "correct": ("correct", lambda told: actions.correct_posted(by, meeting, now=now, **told)),
        "step": ("step", lambda told: actions.agree_step(by, meeting, now=now, **told)),
        "finish": (
            "finish",
            lambda told: actions.finish_step(
                by, found_meetings.step_of(meeting, row), is_given_up=False, now=now, **told
            ),
        ),
        "give_up": (
            "finish",
            lambda told: actions.finish_step(
                by, found_meetings.step_of(meeting, row), is_given_up=True, now=now, **told
            ),
        ),
    }
    if verb in presses:
        pressed(request, presses[verb])
        return True
    if verb not in ways:
        raise Missing(_("There is no such thing to do here."))
    name, act = ways[verb]
    return sent(request, given[name], act)


def _built(request: Request, meeting: Any) -> None:
    built = actions.build_seats(request.actor, meeting, now=request.now)
    if built.unknown:
        names = {"names": "、".join(built.unknown[:20]), "number": len(built.unknown)}
        messages.warning(
            request, _("%(number)d are not on the roll, because their day of birth is not on record: %(names)s") % names
        )


def _item(meeting: Any, key: int | None) -> Any:
    return found_meetings.item_of(meeting, key) if key else None
