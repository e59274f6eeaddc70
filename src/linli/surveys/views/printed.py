"""What is printed: the poster for the stairwell, the questionnaire, slips with codes."""

from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.limits import slow_down
from linli.base.pdf import pdf_of
from linli.base.requests import Request
from linli.look.acting import done

from .. import actions, documents, forms
from ..queries import surveys

KEPT_SECONDS = 24 * 3600


def poster(request: Request, key: int) -> HttpResponse:
    """A4, for everybody to print and put up."""
    found = surveys.survey_for(request.actor, key)
    return _kept(request, documents.poster(found, site=settings.BASE_URL), documents.POSTER, f"survey-{key}-poster.pdf")


def paper(request: Request, key: int) -> HttpResponse:
    """The questionnaire in Chinese, to be filled in by hand."""
    found = surveys.survey_for(request.actor, key)
    html = documents.questionnaire(found, surveys.questions_of(found), site=settings.BASE_URL)
    return _kept(request, html, documents.PAPER, f"survey-{key}.pdf")


def slips(request: Request, key: int) -> HttpResponse:
    """So many new codes as a file to print. To load the answer again would make other ones."""
    found = surveys.survey_to_run(request.actor, key)
    if found.way != "codes" or found.state not in {"draft", "open"}:
        raise Missing(_("Everybody answers this survey without a code."))
    form, made = forms.CodesForm(request.POST or None), list[int]()
    if done(form, lambda told: made.extend(actions.print_codes(request.actor, found, told["number"], now=request.now))):
        pdf = pdf_of(documents.slips(found, made, site=settings.BASE_URL), sheet=documents.SLIPS)
        return _file(pdf, f"survey-{key}-codes.pdf", is_saved=True)
    return render(request, "surveys/slips_form.html", {"survey": found, "form": form, "codes": surveys.codes_of(found)})


def _kept(request: Request, html: str, sheet: str, name: str) -> HttpResponse:
    """Made once, and kept until something on it changes."""
    key = f"pdf:{sha256(html.encode()).hexdigest()}"
    made = cache.get(key)
    if made is None:
        slow_down(request, "pdf", most=30, minutes=10)
        made = pdf_of(html, sheet=sheet)
        cache.set(key, made, KEPT_SECONDS)
    return _file(made, name)


def _file(pdf: bytes, name: str, *, is_saved: bool = False) -> HttpResponse:
    way = "attachment" if is_saved else "inline"
    headers = {"Content-Disposition": f'{way}; filename="{name}"'} | (
        {"Cache-Control": "private, no-store"} if is_saved else {}
    )
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
