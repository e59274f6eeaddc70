"""Pages of places."""

from django.http import HttpResponse
from django.shortcuts import redirect

from linli.base.requests import Request

from .queries import marker_behind


def scanned(request: Request, code: str) -> HttpResponse:
    """A QR code on a building or a lamp-post was scanned: on to the report, with the place filled in."""
    return redirect(f"/report/?m={marker_behind(code).code}")
