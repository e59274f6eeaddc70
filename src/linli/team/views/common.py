"""What every page of the team asks first."""

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import NotYours
from linli.base.requests import Request
from linli.people.queries import colleagues
from linli.places.queries import community_for

from ..permissions import STAFF, keep_team, see_team


def here(request: Request) -> Any:
    otherwise = _("This is for those who work for the community.")
    request.community = community_for(request.actor, request.community, see_team, otherwise)
    return request.community


def keepers(request: Request) -> Any:
    community = here(request)
    if not keep_team.allows(request.actor, community):
        raise NotYours(_("The chair keeps the posts."))
    return community


def staff(request: Request, community: Any) -> list[tuple[int, str, str]]:
    """Those who can be given a post, a duty, or something that is handed over."""
    return colleagues(request.actor, community, STAFF, on=localdate(request.now))
