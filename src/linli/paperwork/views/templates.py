"""An office's template: sent in, mapped, filled."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from linli.base.errors import Missing, NotYours, Refused
from linli.base.requests import Request
from linli.look.templatetags.linli import day as in_words

from .. import queries
from ..actions import filling, templates
from ..forms import FillForm, MappingForm, UploadForm
from ..permissions import keep_form
from ..queries import templates as found
from ..queries.figures import figures_for

OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {"xlsx": f"{OFFICE}.spreadsheetml.sheet", "docx": f"{OFFICE}.wordprocessingml.document"}


def upload(request: Request, key: int) -> HttpResponse:
    """Send in the office's file, as it came."""
    asked = queries.form_for(request.actor, key, on=localdate(request.now)).form
    keep_form.require(request.actor, asked)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            return redirect("paperwork:mapping", key=_kept(request, asked, form.cleaned_data).pk)
        except (Missing, NotYours):
            raise
        except Refused as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
    return render(request, "paperwork/upload.html", {"form": form, "asked": asked})


def _kept(request: Request, asked: Any, given: dict[str, Any]) -> Any:
    file = given["file"]
    if not file:
        return templates.keep_message(request.actor, asked, text=given["message"], now=request.now)
    return templates.upload_template(
        request.actor, asked, data=file.data, name=file.name, layout=file.layout, now=request.now
    )


def mapping(request: Request, key: int) -> HttpResponse:
    """Which field fills which place; what was proposed is chosen already."""
    template = found.template_for(request.actor, key)
    places = found.places(template)
    offered = found.choices(request.actor, template.form.community)
    form = MappingForm(request.POST or None, places=places, choices=offered, initial={"rows": template.rows})
    if form.is_bound and form.is_valid():
        templates.keep_mapping(
            request.actor, template, mapping=form.mapping, rows=form.cleaned_data["rows"], now=request.now
        )
        return redirect("paperwork:fill", key=key)
    context = {
        "form": form,
        "template": template,
        "asked": template.form,
        "proposed": sum(1 for p in places if p.field),
        "places": len(places),
        "figures": _figures(request, template),
    }
    return render(request, "paperwork/mapping.html", context)


def fill(request: Request, key: int) -> HttpResponse:
    """The file fills itself and is handed to the browser; what was given is written down."""
    template, on = found.template_for(request.actor, key), localdate(request.now)
    row = queries.form_for(request.actor, template.form_id, on=on)
    days = [(d.isoformat(), in_words(d)) for d in queries.register.days_to_hand_over(row, on=on)]
    names = found.names_of_fields(request.actor, template.form.community, template.mapping.values())
    before = found.given_before(template.form, names)
    form = FillForm(
        request.POST or None,
        days=days,
        marks=found.marks(request.actor, template.form.community),
        by_hand=found.asked_by_hand(template),
        kept=template.answers,
        may_leave_out=bool(before.given and before.new),
        has_people=template.holds_details,
        initial={"purpose": row.form.purpose, "basis": row.form.basis},
    )
    context = {
        "form": form,
        "template": template,
        "asked": template.form,
        "before": before,
        "days": days,
        "figures": _figures(request, template),
    }
    if form.is_bound and form.is_valid():
        done = _filled(request, template, form)
        if done and template.kind == "text":
            return never_cached(
                render(request, "paperwork/said.html", context | {"said": done[0].decode(), "handed": done[1]})
            )
        if done:
            return _file(done[0], template, form.cleaned_data["due_date"])
    return render(request, "paperwork/fill.html", context)


def _figures(request: Request, template: Any) -> Any:
    """What the figures of the form are now, and where each comes from."""
    return figures_for(request.actor, template.form.community, template.mapping.values(), now=request.now)


def _filled(request: Request, template: Any, form: FillForm) -> tuple[bytes, Any] | None:
    given = form.cleaned_data
    try:
        return filling.fill_form(
            request.actor,
            template,
            due_date=date.fromisoformat(given["due_date"]),
            purpose=given["purpose"],
            basis=given["basis"],
            where=form.where(),
            answers=form.answers,
            only_new=given.get("only_new", False),
            now=request.now,
        )
    except (Missing, NotYours):
        raise
    except Refused as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, str(refusal))
        return None


def _file(made: bytes, template: Any, due: str) -> HttpResponse:
    response = HttpResponse(made, content_type=KINDS[template.kind])
    response["Content-Disposition"] = f'attachment; filename="linli-form-{template.form_id}-{due}.{template.kind}"'
    return never_cached(response)


def never_cached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
