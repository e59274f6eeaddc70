"""An office's own applications."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import ChangedMeanwhile, Invalid, Missing, NotYours, Refused
from linli.base.requests import Request

from ..actions import applying
from ..completeness import lacks
from ..forms import ApplicationForm, NewApplication
from ..queries.applications import application_to_change, applications, communities_of, communities_to_ask, my_offices
from ..queries.lists import duties
from ..states import OPEN_TO_CHANGE


def mine(request: Request) -> HttpResponse:
    offices = my_offices(request.actor)
    if not offices:
        raise NotYours(_("Offices apply here for what they ask of communities."))
    form = NewApplication(request.POST or None, offices=offices)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        office = next(o for o in offices if o.pk == given["office"])
        made = applying.draft_application(
            request.actor, office, title=given["title"], kind=given["kind"], now=request.now
        )
        return redirect("intake:edit", key=made.pk)
    rows = [a for o in offices for a in applications(request.actor, office=o.pk)]
    return render(request, "intake/mine.html", {"form": form, "rows": rows})


def edit(request: Request, key: int) -> HttpResponse:
    """Write the application down, see what is missing, submit it."""
    application = application_to_change(request.actor, key)
    if application.state not in OPEN_TO_CHANGE:
        return redirect("intake:task", key=key)
    form = _form(request, application)
    verb = request.POST.get("do", "")
    if verb and form.is_valid() and _save(request, application, form):
        return redirect("intake:task" if _gone_on(request, application, verb) else "intake:edit", key=key)
    if request.method == "POST":
        application = application_to_change(request.actor, key)
    included = communities_of(application)
    context = {
        "form": form,
        "task": application,
        "missing": lacks(application, communities=len(included)),
        "held": [row for row in application.data_asked.all() if row.held_by],
    }
    return render(request, "intake/edit.html", context)


def _form(request: Request, application: Any) -> ApplicationForm:
    initial = {name: getattr(application, name, None) for name in ApplicationForm.base_fields}
    initial |= {
        "seen": application.version,
        "communities": [c.pk for c in communities_of(application)],
        "steps": "\n".join(f"{s.due_date} {s.what}" for s in application.planned_steps.all()),
        "data_asked": "\n".join(
            " | ".join(filter(None, (d.fields, d.purpose, d.recipient, d.basis, d.retention, d.held_by)))
            for d in application.data_asked.all()
        ),
    }
    return ApplicationForm(
        request.POST or None,
        initial=initial,
        communities=communities_to_ask(application.applicant),
        duties=duties(application.county, on=localdate(request.now)),
    )


def _save(request: Request, application: Any, form: ApplicationForm) -> bool:
    given = dict(form.cleaned_data)
    try:
        applying.save_application(request.actor, application, now=request.now, **given)
    except ChangedMeanwhile as changed:
        messages.error(request, str(changed))
    except Invalid as wrong:
        form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    else:
        return True
    return False


def _gone_on(request: Request, application: Any, verb: str) -> bool:
    """Whether it has left the hands of the office. What was typed is saved either way."""
    ways = {
        "submit": applying.submit_application,
        "emergency": applying.enter_emergency,
        "withdraw": applying.withdraw_application,
    }
    if verb == "save":
        messages.success(request, _("Saved. Nobody but your office sees it yet."))
        return False
    if verb not in ways:
        raise Missing(_("There is no such thing to do here."))
    try:
        ways[verb](request.actor, application, now=request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
