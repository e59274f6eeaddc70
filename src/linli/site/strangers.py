"""What programmes of strangers ask first: where to report a hole (RFC 9116), and which pages to leave alone (RFC 9309)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse

from linli.base.requests import Request

TEXT = "text/plain; charset=utf-8"
VALID_DAYS = 180
CLOSED = (
    "/accounts/",
    "/api/",
    "/desk/",
    "/i18n/",
    "/inbox/",
    "/me/",
    "/my/",
    "/offices/",
    "/q/",
    "/settings/",
    "/sign-up/",
    "/t/",
    "/vote/",
    "/w/",
    "/welcome/",
    "/work/",
    "/search/",
)
"""One's own pages, work, and whatever a code opens. Nothing is protected by this list: it keeps honest robots out of them."""


def robots(_request: Request) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


def security(request: Request) -> HttpResponse:
    """Whom to tell of a hole. 404 where the operator has named nobody: an address that nobody reads is worse than none."""
    contact = settings.SECURITY_CONTACT
    if contact and ":" not in contact:
        contact = f"mailto:{contact}"
    if not contact and settings.SOURCE:
        contact = settings.SOURCE
    if not contact:
        raise Http404
    midnight = request.now.replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {(midnight + timedelta(days=VALID_DAYS)).isoformat()}",
        "Preferred-Languages: zh, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)
