"""What is printed: the letter by which a form without its legal marks goes back, and the sheet that goes with a return."""

from django.template.loader import render_to_string
from django.utils.timezone import localdate

from linli.base.pdf import pdf_of
from linli.base.rules import rule

from .marks import missing_marks
from .models import AskedForm, Handover
from .queries.templates import days_given


def form_letter(form: AskedForm) -> bytes:
    """As it was on the day of the refusal."""
    on = localdate(form.refused_at)
    context = {"form": form, "missing": missing_marks(form, on=on), "law": rule("paperwork.marks", on=on)}
    return pdf_of(render_to_string("paperwork/letter.html", context))


def cover_sheet(handed: Handover) -> bytes:
    """What is given with a return, why and on what basis, what the office has already and since when; three sign it."""
    days = days_given(handed.form)
    context = {"handed": handed, "form": handed.form, "left_out": [(name, days.get(name)) for name in handed.left_out]}
    context["law"] = rule("paperwork.receiver", on=localdate(handed.given_at))
    return pdf_of(render_to_string("paperwork/cover.html", context))
