"""Papers for the walls, and what happens when their QR codes are scanned."""

from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing
from linli.base.limits import slow_down
from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg
from linli.base.requests import Request

from ..queries import community_named, marker_behind, markers_to_keep, successor
from .common import focus

SHEET = "places/papers.css"
KEPT_SECONDS = 24 * 3600


def poster(request: Request, slug: str) -> HttpResponse:
    """An A4 poster for the notice board, in both languages. Made once and kept until something on it changes."""
    community = community_named(slug)
    if heir := successor(community):
        return redirect("places:poster", slug=heir.slug)
    address = f"{settings.BASE_URL}/report/?c={community.slug}"
    context = {"community": community, "qr": qr_svg(address), "host": urlsplit(settings.BASE_URL).netloc}
    return _pdf(request, render_to_string("places/poster.html", context), f"linli-{community.slug}.pdf")


@login_required
def labels(request: Request) -> HttpResponse:
    """Labels for buildings and lamp-posts, ten on a sheet."""
    community = focus(request)
    rows = markers_to_keep(request.actor, community)
    if chosen := request.GET.get("marker"):
        rows = [m for m in rows if str(m.pk) == chosen]
    if not rows:
        raise Invalid(_("There is no QR code to print yet. Make one first."))
    stickers = [{"marker": m, "qr": qr_svg(f"{settings.BASE_URL}/q/{m.code}/")} for m in rows]
    html = render_to_string("places/labels.html", {"labels": stickers, "community": community})
    return _pdf(request, html, f"linli-labels-{community.slug}.pdf")


def scanned(request: Request, code: str) -> HttpResponse:
    """A QR code on a building or a lamp-post was scanned: on to the report, with the place filled in."""
    slow_down(request, "marker", most=120, minutes=10)
    try:
        marker = marker_behind(code)
    except Missing:
        return render(request, "places/unknown_marker.html", {"code": code[:20]}, status=404)
    if not marker.lasts(timezone.localdate(request.now)):
        return render(request, "places/unknown_marker.html", {"code": marker.code, "marker": marker}, status=404)
    return redirect(f"/report/?m={marker.code}")


def _pdf(request: Request, html: str, name: str) -> HttpResponse:
    key = f"pdf:{sha256(html.encode()).hexdigest()}"
    made = cache.get(key)
    if made is None:
        slow_down(request, "pdf", most=30, minutes=10)
        made = pdf_of(html, sheet=SHEET)
        cache.set(key, made, KEPT_SECONDS)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
