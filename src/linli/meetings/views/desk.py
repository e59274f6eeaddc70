"""Where those who work for the community call and run meetings."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing, NotYours
from linli.base.requests import Request, read_key
from linli.look.acting import asked, done, pressed, sent

from .. import actions, forms
from ..permissions import hold_meetings, run_meeting
from ..queries import demands as found_demands
from ..queries import meetings as found_meetings
from ..queries.minutes import draft_of, without_details
from ..queries.quorum import quorum_of

if TYPE_CHECKING:
    from collections.abc import Callable


def here(request: Request) -> Any:
    if request.community is None or not hold_meetings.allows(request.actor, request.community):
        raise NotYours(_("Choose a community for which you work."))
    return request.community


def desk(request: Request) -> HttpResponse:
    community = here(request)
    context = {
        "rows": found_meetings.meetings(request.actor, community), "community": community,
        "demands": found_demands.demands(request.actor, community, on=localdate(request.now)),
    }  # fmt: skip
    return render(request, "meetings/desk.html", context)


def new(request: Request) -> HttpResponse:
    community, made = here(request), list[Any]()
    asked_for = read_key(request.GET.get("demand", ""))
    demand = found_demands.demand_for(asked_for) if asked_for else None
    form = forms.CallForm(
        request.POST or None, initial={"title": demand.subject, "kind": demand.kind} if demand else None
    )

    def draft(told: dict[str, Any]) -> None:
        starts_at = datetime.combine(told.pop("day"), told.pop("hour"), tzinfo=get_current_timezone())
        agenda = told.pop("agenda").splitlines()
        made.append(
            actions.draft_meeting(
                request.actor, community, starts_at=starts_at, agenda=agenda, demand=demand, now=request.now, **told
            )
        )

    if done(form, draft):
        return redirect("meetings:run", key=made[0].pk)
    return render(request, "meetings/new.html", {"form": form, "community": community, "demand": demand})


def roll(request: Request, key: int) -> HttpResponse:
    """The list at the door: a press for whoever comes or leaves."""
    meeting = _run(request, key)
    proxy = forms.ProxyForm(asked(request, "proxy"))
    if request.method == "POST":
        number, verb = read_key(request.POST.get("row", "")) or 0, request.POST.get("do", "")
        if verb == "proxy":
            if sent(request, proxy, lambda told: actions.give_proxy(request.actor, meeting, now=request.now, **told)):
                return redirect("meetings:roll", key=key)
        else:
            pressed(request, lambda: _marked(request, meeting, number, verb))
            return redirect(f"{request.path}?q={request.GET.get('q', '')[:60]}")
    words = request.GET.get("q", "")[:60]
    context = {
        "meeting": meeting, "rows": found_meetings.seats_of(meeting, words=words.strip()), "q": words, "quorum": quorum_of(meeting, on=localdate(request.now)),
        "proxy": proxy, "proxies": actions.proxies_most(meeting, on=localdate(request.now)),
    }  # fmt: skip
    return render(request, "meetings/roll.html", context)


def _marked(request: Request, meeting: Any, number: int, verb: str) -> object:
    by, now = request.actor, request.now
    if verb in {"here", "gone"}:
        return actions.let_in(by, meeting, [number], is_here=verb == "here", now=now)
    if verb == "back":
        return actions.take_proxy_back(by, meeting, giver=number, now=now)
    raise Missing(_("There is no such thing to do here."))


def run(request: Request, key: int) -> HttpResponse:
    """Everything that can be done with the meeting now, a form each."""
    meeting = _run(request, key)
    items, today = list(meeting.items.all()), localdate(request.now)
    drafted = meeting.minutes or (draft_of(meeting, on=today) if meeting.state == "closed" else "")
    given: dict[str, Any] = {
        "seat": forms.SeatForm(asked(request, "seat")), "off": forms.WhyForm(asked(request, "off")), "speech": forms.SpeechForm(asked(request, "speech")),
        "motion": forms.MotionForm(asked(request, "motion"), items=[(item.pk, item.text) for item in items]), "hands": forms.HandsForm(asked(request, "hands")),
        "notes": forms.NotesForm(asked(request, "notes")), "minutes": forms.MinutesForm(asked(request, "minutes"), initial={"text": drafted}),
        "post": forms.MinutesForm(asked(request, "post"), initial={"text": without_details(meeting) if meeting.state == "signed" else ""}, auto_id="post_%s"),
        "step": forms.StepForm(asked(request, "step")), "finish": forms.FinishForm(asked(request, "finish") or asked(request, "give_up")),
    }  # fmt: skip
    if request.method == "POST" and _acted(request, meeting, given):
        return redirect("meetings:run", key=key)
    steps = list(meeting.steps.all())
    for step in steps:
        step.is_late = step.is_late_on(today)
    context = {
        "meeting": meeting, "items": items, "forms": given, "quorum": quorum_of(meeting, on=today), "motions": list(meeting.motions.all()), "steps": steps,
        "speeches": list(meeting.speeches.exclude(state="done")), "signatures": list(meeting.signatures.select_related("person")),
        "is_day": today >= localdate(meeting.starts_at), "notice_days": actions.notice_days(meeting.kind, on=today),
    }  # fmt: skip
    return render(request, "meetings/run.html", context)


def _run(request: Request, key: int) -> Any:
    meeting = found_meetings.meeting_for(request.actor, key)
    run_meeting.require(request.actor, meeting)
    return meeting


def _acted(request: Request, meeting: Any, given: dict[str, Any]) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    row = read_key(request.POST.get("row", "")) or 0
    presses: dict[str, Callable[[], object]] = {
        "roll": lambda: actions.build_seats(by, meeting, now=now), "call": lambda: actions.call_meeting(by, meeting, now=now),
        "open": lambda: actions.open_meeting(by, meeting, now=now), "floor": lambda: actions.give_floor(by, meeting, now=now),
        "close": lambda: actions.close_meeting(by, meeting, now=now),
        "sign_head": lambda: actions.sign_minutes(by, meeting, role="head", now=now), "sign_keeper": lambda: actions.sign_minutes(by, meeting, role="keeper", now=now),
    }  # fmt: skip
    ways: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
        "seat": ("seat", lambda told: actions.add_seat(by, meeting, now=now, **told)),
        "off": ("off", lambda told: actions.call_off(by, meeting, now=now, **told)),
        "speech": ("speech", lambda told: actions.ask_to_speak(by, meeting, now=now, **told)),
        "motion": ("motion", lambda told: actions.move(by, meeting, text=told["text"], moved_by=told["moved_by"], item=_item(meeting, told["item"]), now=now)),
        "hands": ("hands", lambda told: actions.count_hands(by, found_meetings.motion_of(meeting, row), now=now, **told)),
        "notes": ("notes", lambda told: actions.note_item(by, found_meetings.item_of(meeting, row), now=now, **told)),
        "minutes": ("minutes", lambda told: actions.write_minutes(by, meeting, now=now, **told)),
        "post": ("post", lambda told: actions.post_minutes(by, meeting, now=now, **told)),
        "step": ("step", lambda told: actions.agree_step(by, meeting, now=now, **told)),
        "finish": ("finish", lambda told: actions.finish_step(by, found_meetings.step_of(meeting, row), is_given_up=False, now=now, **told)),
        "give_up": ("finish", lambda told: actions.finish_step(by, found_meetings.step_of(meeting, row), is_given_up=True, now=now, **told)),
    }  # fmt: skip
    if verb in presses:
        pressed(request, presses[verb])
        return True
    if verb not in ways:
        raise Missing(_("There is no such thing to do here."))
    name, act = ways[verb]
    return sent(request, given[name], act)


def _item(meeting: Any, key: int | None) -> Any:
    return found_meetings.item_of(meeting, key) if key else None
