"""The letter by which a form without its legal marks goes back: polite, with the article and what is missing."""

from django.template.loader import render_to_string
from django.utils.timezone import localdate

from linli.base.pdf import pdf_of
from linli.base.rules import rule

from .marks import missing_marks
from .models import AskedForm


def form_letter(form: AskedForm) -> bytes:
    """As it was on the day of the refusal."""
    on = localdate(form.refused_at)
    context = {"form": form, "missing": missing_marks(form, on=on), "law": rule("paperwork.marks", on=on)}
    return pdf_of(render_to_string("paperwork/letter.html", context))
