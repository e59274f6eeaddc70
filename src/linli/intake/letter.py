"""The letter by which a committee refuses work that came without a number: polite, with the articles of law."""

from datetime import date

from django.template.loader import render_to_string

from linli.base.pdf import pdf_of
from linli.base.rules import rule

from .models import RefusedWork


def refusal_letter(refused: RefusedWork, *, on: date) -> bytes:
    bearer, admission = rule("intake.bearer_of_cost", on=on), rule("intake.admission", on=on)
    return pdf_of(
        render_to_string("intake/letter.html", {"refused": refused, "bearer": bearer, "admission": admission})
    )
