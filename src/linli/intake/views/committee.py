"""What a committee does at the gate: its steps, refusing what has no number, reporting gaps, rating offices."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing, NotYours, Refused
from linli.base.requests import Request, read_key
from linli.base.roles import COMMITTEE, WATCHERS
from linli.places.queries import community_for

from .. import letter
from ..actions.carrying_out import finish_step
from ..actions.speaking import answer_reported_gap, ratable_quarters, rate_office, refuse_unnumbered_work, report_gap
from ..forms import AnswerForm, GapForm, RatingForm, RefuseWorkForm
from ..permissions import speak_for, work_for
from ..queries import applications, voices


def desk(request: Request) -> HttpResponse:
    community = _ours(request)
    if request.method == "POST":
        finish_step(
            request.actor,
            read_key(request.POST.get("step", "")) or 0,
            note=request.POST.get("note", ""),
            now=request.now,
        )
        return redirect("intake:desk")
    context = {
        "community": community,
        "steps": applications.open_steps(request.actor, community),
        "to_comment": applications.to_comment(request.actor),
        "tasks": applications.applications(request.actor, state="admitted", community=community),
        "today": localdate(request.now),
    }
    return render(request, "intake/desk.html", context)


def refuse(request: Request) -> HttpResponse:
    """Refuse work that came without a number: one form, one press, one letter."""
    community = _ours(request)
    offices = voices.offices_over(community)
    form = RefuseWorkForm(request.POST or None, offices=offices, initial={"asked_date": localdate(request.now)})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        office = next(o for o in offices if o.pk == given.pop("office"))
        try:
            made = refuse_unnumbered_work(request.actor, community, office=office, now=request.now, **given)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("Refused as %(number)s. The office and the district were told; print the letter here.")
                % {"number": made.number},
            )
            return redirect("intake:refuse")
    return render(
        request, "intake/refuse.html", {"form": form, "rows": voices.refusals(request.actor), "community": community}
    )


def refusal_letter(request: Request, key: int) -> HttpResponse:
    made = letter.refusal_letter(voices.refusal(request.actor, key), on=localdate(request.now))
    return HttpResponse(made, content_type="application/pdf")


def rate(request: Request) -> HttpResponse:
    """Once a quarter: were offices in time, did they help, did the money arrive."""
    otherwise = _("The chair rates offices in the committee's name.")
    request.community = community = community_for(request.actor, request.community, speak_for, otherwise)
    quarters = ratable_quarters(localdate(request.now))
    chosen = next((q for q in quarters if f"{q[0]}-{q[1]}" == request.GET.get("quarter", "")), quarters[0])
    rows = voices.ratable(community, *chosen)
    form = RatingForm(request.POST or None)
    if form.is_bound and form.is_valid() and _rated(request, community, rows, chosen, form.cleaned_data):
        return redirect(f"{request.path}?quarter={chosen[0]}-{chosen[1]}")
    context = {
        "community": community,
        "rows": [
            (row, RatingForm(initial={"office": row.office.pk}, auto_id=f"office{row.office.pk}_%s")) for row in rows
        ],
        "quarters": quarters,
        "chosen": chosen,
    }
    return render(request, "intake/rate.html", context)


def gaps(request: Request) -> HttpResponse:
    """What the law does not let communities do: reported from below, answered by the district."""
    if not request.actor.holds(*COMMITTEE, *WATCHERS):
        raise NotYours(_("Committees report here, and the district answers."))
    mine = request.community is not None and work_for.allows(request.actor, request.community)
    is_answer = request.POST.get("do") == "answer"
    form = GapForm(request.POST if request.method == "POST" and not is_answer else None)
    answer = AnswerForm(request.POST if is_answer else None)
    if is_answer and answer.is_valid():
        answer_reported_gap(
            request.actor, read_key(request.POST.get("gap", "")) or 0, text=answer.cleaned_data["text"], now=request.now
        )
        return redirect("intake:gaps")
    if form.is_bound and form.is_valid():
        if request.community is None:
            raise Missing(_("Choose a community first."))
        report_gap(request.actor, request.community, now=request.now, **form.cleaned_data)
        return redirect("intake:gaps")
    context = {
        "rows": voices.gaps(request.actor),
        "answerable": voices.gaps_to_answer(request.actor),
        "form": form if mine else None,
        "answer": answer,
    }
    return render(request, "intake/gaps.html", context)


def _rated(
    request: Request, community: Any, rows: list[voices.Ratable], quarter: tuple[int, int], given: dict[str, Any]
) -> bool:
    office = next((row.office for row in rows if row.office.pk == given.pop("office")), None)
    if office is None:
        raise Missing(_("There is no such office."))
    try:
        rate_office(request.actor, community, office, year=quarter[0], quarter=quarter[1], now=request.now, **given)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("Thank you. It is published in sums, never with who rated."))
    return True


def _ours(request: Request) -> Any:
    otherwise = _("This is for those who work for the community.")
    request.community = community_for(request.actor, request.community, work_for, otherwise)
    return request.community
