"""What is printed of a ballot: letters with codes, and papers to be marked by hand."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.timezone import localdate

from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg

from .codes import voting_code
from .models import Ballot, BlankPaper, RollEntry
from .queries.pages import paper_of
from .rules import fixed_ways, ways_of


def letters_pdf(ballot: Ballot, entries: Iterable[RollEntry], *, site: str) -> bytes:
    """`site` is the address that stands on the letter, with a slash at its end."""
    codes = [(entry, voting_code(entry)) for entry in entries]
    letters = [{"entry": entry, "code": code, "qr": qr_svg(f"{site}vote/{code}/")} for entry, code in codes]
    ways = ways_of(ballot, on=localdate()) if not ballot.rule else fixed_ways(ballot)
    context = {"ballot": ballot, "letters": letters, "site": site, "counts_on_web": RollEntry.Channel.WEB in ways}
    return pdf_of(render_to_string("ballots/letters.html", context))


def papers_pdf(ballot: Ballot, blanks: Iterable[BlankPaper]) -> bytes:
    """A sheet of A5 for each paper: what is asked, a box beside each option, its code, and the stub that its voter keeps."""
    papers = [{"code": blank.code, "qr": qr_svg(blank.code)} for blank in blanks]
    context = {"ballot": ballot, "papers": papers, "options": paper_of(ballot)}
    return pdf_of(render_to_string("ballots/sheets.html", context), sheet="ballots/paper.css")
