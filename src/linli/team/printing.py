"""The list of what is handed over, on A4, for three signatures."""

from django.template.loader import render_to_string

from linli.base.pdf import pdf_of

from .models import Handover


def handover_sheet(handover: Handover) -> bytes:
    """Every line with who has it now; who left, who took over and a witness sign."""
    context = {"handover": handover, "lines": list(handover.lines.all())}
    return pdf_of(render_to_string("team/handover_sheet.html", context))
