"""The letters with which people vote: a page for each, with the code as words and as a QR code."""

from collections.abc import Iterable

from django.template.loader import render_to_string

from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg

from .codes import voting_code
from .models import Ballot, RollEntry


def letters_pdf(ballot: Ballot, entries: Iterable[RollEntry], *, site: str) -> bytes:
    """`site` is the address that stands on the letter, with a slash at its end."""
    codes = [(entry, voting_code(entry)) for entry in entries]
    letters = [{"entry": entry, "code": code, "qr": qr_svg(f"{site}vote/{code}/")} for entry, code in codes]
    return pdf_of(render_to_string("ballots/letters.html", {"ballot": ballot, "letters": letters, "site": site}))
