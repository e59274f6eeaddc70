"""The whistle on paper: for an office without an account, with a link, a code to scan and room for a seal."""

from django.template.loader import render_to_string

from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg

from .models import WhistleCall


def whistle_letter(call: WhistleCall, *, address: str) -> bytes:
    """The letter as PDF. `address` is the link by which the office answers."""
    context = {"call": call, "case": call.whistle.case, "address": address, "qr": qr_svg(address)}
    return pdf_of(render_to_string("casework/letter.html", context))
