"""How often a form of the entrance may be sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.base.errors import TooMany
from linli.base.limits import Limit, slow_down, take


def limited(view: Callable[..., HttpResponse], what: str, *, most: int, minutes: int) -> Callable[..., HttpResponse]:
    """TooMany when the account that is signed in, or else this network, sent it more than `most` times in `minutes`."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if request.method == "POST":
            if request.user.is_authenticated:
                _count(Limit(f"account.{what}", str(request.user.pk), most, minutes))
            else:
                slow_down(request, f"entrance.{what}", most=most, minutes=minutes)
        return view(request, *args, **more)

    return answer


def _count(limit: Limit) -> None:
    if settings.LIMITS and take([limit])[0] > limit.most:
        raise TooMany(_("This was done very often. Please wait %(minutes)d minutes.") % {"minutes": limit.minutes})
