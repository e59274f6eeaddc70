"""What is handed over when somebody leaves."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import Request, read_key
from linli.look.acting import asked, done, pressed

from .. import actions, queries
from ..forms import HandoverLineForm, PassForm
from ..permissions import keep_team
from ..printing import handover_sheet
from .common import staff


def handover(request: Request, key: int) -> HttpResponse:
    """The list: lines are added, passed on, and at the end it is finished. For the chair and who leaves."""
    found = queries.handover_for(request.actor, key)
    people = [row for row in staff(request, found.community) if row[0] != found.holding.person_id]
    add, passing = HandoverLineForm(asked(request, "add")), PassForm(asked(request, "pass"), people=people)
    if done(add, lambda given: actions.add_handover_line(request.actor, found, now=request.now, **given)):
        return redirect("team:handover", key=key)
    if passing.is_bound:
        if not passing.is_valid():
            raise Missing(_("There is no such colleague."))
        line = queries.line_to_pass(found, read_key(request.POST.get("line", "")) or 0)
        person = passing.cleaned_data["person"]
        pressed(request, lambda: actions.pass_handover_line(request.actor, line, person, now=request.now))
        return redirect("team:handover", key=key)
    if request.POST.get("do") == "finish":
        pressed(request, lambda: actions.finish_handover(request.actor, found, now=request.now))
        return redirect("team:handover", key=key)
    lines = list(found.lines.all())
    context = {
        "handover": found,
        "lines": lines,
        "left": sum(1 for line in lines if line.passed_at is None),
        "people": people,
        "add": add,
        "may_keep": keep_team.allows(request.actor, found.community),
        "today": localdate(request.now),
    }
    return render(request, "team/handover.html", context)


def sheet(request: Request, key: int) -> HttpResponse:
    """The list on paper, to be signed by three."""
    return HttpResponse(handover_sheet(queries.handover_for(request.actor, key)), content_type="application/pdf")
