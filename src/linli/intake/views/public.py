"""What everybody may read: tasks with their reasons, and what each office asks, pays and brings about."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import Request, read_key
from linli.places.queries import community_by_key

from ..actions.carrying_out import finish_step, say_what_task_is_worth
from ..actions.speaking import comment_on_application
from ..forms import CommentForm
from ..permissions import apply_for_task, decide_application
from ..queries import applications as found
from ..queries.offices import office_figures, offices_asking
from ..queries.voices import judged, office_named, refusals
from ..states import State

SHOWN = (State.SUBMITTED, State.ADMITTED, State.RETURNED, State.REFUSED, State.ENDED)


def tasks(request: Request) -> HttpResponse:
    state, office = request.GET.get("state", ""), read_key(request.GET.get("office", ""))
    here = request.community if request.GET.get("here") else None
    rows = found.applications(
        request.actor,
        state=state if state in State.values else "",
        office=office,
        community=here,
        words=request.GET.get("q", "")[:60],
    )
    context = {
        "rows": rows,
        "state": state,
        "states": [(s.value, s.label) for s in SHOWN],
        "q": request.GET.get("q", ""),
        "here": bool(here),
    }
    return render(request, "intake/tasks.html", context)


def task(request: Request, key: int) -> HttpResponse:
    application = found.get_application(request.actor, key)
    speaking = found.commenting(request.actor, application)
    comment = CommentForm(request.POST if request.POST.get("do") == "comment" else None, communities=speaking)
    if request.method == "POST" and _done(request, application, comment):
        return redirect("intake:task", key=key)
    context = {
        "task": application,
        "communities": found.communities_of(application),
        "events": found.story(application),
        "says": found.says(request.actor, application),
        "may_say": found.may_say(request.actor, application),
        "comment": comment if speaking else None,
        "steps": found.steps_of(request.actor, application),
        "progress": found.progress([application]).get(application.pk),
        "is_mine": apply_for_task.allows(request.actor, application),
        "may_decide": decide_application.allows(request.actor, application)
        and application.state in {State.SUBMITTED, State.ADMITTED},
    }
    return render(request, "intake/task.html", context)


def _done(request: Request, application: Any, comment: CommentForm) -> bool:
    """Whether what was pressed is done; a comment with a mistake in it is shown again."""
    verb, now = request.POST.get("do", ""), request.now
    if verb == "comment":
        if not comment.is_valid():
            return False
        community = community_by_key(comment.cleaned_data["community"])
        comment_on_application(request.actor, application, community, text=comment.cleaned_data["text"], now=now)
    elif verb == "say":
        say_what_task_is_worth(request.actor, application, should_end=request.POST.get("end") == "1", now=now)
        messages.success(request, _("Thank you. You can change what you said at any time."))
    elif verb == "step":
        finish_step(
            request.actor, read_key(request.POST.get("step", "")) or 0, note=request.POST.get("note", ""), now=now
        )
    else:
        raise Missing(_("There is no such thing to do here."))
    return True


def offices(request: Request) -> HttpResponse:
    """Every office that asks something of communities, by name: no order of merit."""
    return render(
        request, "intake/offices.html", {"offices": offices_asking(request.community, on=localdate(request.now))}
    )


def office(request: Request, key: int) -> HttpResponse:
    one, on = office_named(key), localdate(request.now)
    rows = found.applications(request.actor, office=one.pk)
    context = {
        "office": one,
        "figures": office_figures(one, on=on),
        "tasks": rows,
        "progress": found.progress(rows),
        "judged": judged(one, on=on),
        "refusals": refusals(request.actor, office=one.pk),
    }
    return render(request, "intake/office.html", context)
