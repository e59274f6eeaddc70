"""A sheet of A4 for the notice board: the projects with their numbers and costs, or what was chosen and why."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from linli.ballots.queries.reasons import Reasons
from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg

from .models import Round
from .queries.ideas import Line

CHINESE = "zh-hans"
SHEET = "budgets/sheet.css"


def sheet_pdf(found: Round, ideas: Sequence[Line], why: Reasons | None, *, address: str) -> bytes:
    """In Chinese, as the board is. Before the ballot every idea that is not declined; from the ballot on what is feasible."""
    on_paper = [idea for idea in ideas if idea.state == "feasible"]
    shown = on_paper or [idea for idea in ideas if idea.state == "raised"]
    context: dict[str, Any] = {
        "round": found,
        "ideas": shown,
        "why": why,
        "qr": qr_svg(address),
        "address": address,
        "is_costed": bool(on_paper),
    }
    with override(CHINESE):
        return pdf_of(render_to_string("budgets/sheet.html", context), sheet=SHEET)
