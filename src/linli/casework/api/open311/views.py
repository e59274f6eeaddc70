"""The calls of GeoReport v2."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from linli.base.actors import ANYONE
from linli.base.errors import Invalid, Missing
from linli.base.limits import slow_down
from linli.base.requests import Request
from linli.base.text import clean
from linli.base.turns import take_turn

from ...actions.receiving import report_case, reporter_behind
from ...queries import open311 as queries
from . import show
from .endpoint import endpoint, nowhere, refuse
from .read import number, one, posted, read_asked, read_report


def _discovery(request: Request) -> dict[str, Any]:
    url = request.build_absolute_uri(request.path.rpartition("/")[0])
    changed = queries.definitions_changed_at(ANYONE, now=request.now)
    return show.discovery(url, changed, is_production=queries.serves_for_real())


def _services(request: Request) -> list[dict[str, Any]]:
    return [show.service(category) for category in queries.services(ANYONE, _jurisdiction(request))]


def _service_definition(request: Request, code: str) -> dict[str, Any]:
    return show.definition(queries.service_named(ANYONE, _jurisdiction(request), clean(code)))


def _list_requests(request: Request) -> list[dict[str, Any]]:
    """Newest first. `page` and `page_size` are the extension that most servers share; without them the first 1,000 come."""
    community = _jurisdiction(request)
    rows = queries.public_requests(ANYONE, community, read_asked(request.GET, now=request.now))
    common = _around(request, community)
    return [show.request(row, common) for row in rows]


def _show_request(request: Request, key: str) -> list[dict[str, Any]]:
    if not key:
        raise Invalid(_("service_request_id was not provided."), field="service_request_id")
    community = _jurisdiction(request)
    return [show.request(queries.public_request(ANYONE, community, number(key)), _around(request, community))]


def _post_request(request: Request) -> list[dict[str, Any]]:
    """Receive a request. Answers 200: the specification names no other success, and its published definitions expect that.

    api_key and jurisdiction_id are also read from the address; everything about the reporter only from the body.
    """
    take_turn(request, "open311:requests", {})
    form = posted(request)
    key = one(form, "api_key") or one(request.GET, "api_key")
    programme = queries.programme_of(key)
    community = _jurisdiction(request, one(form, "jurisdiction_id"))
    by = queries.caller(programme, community)
    service = queries.service_named(ANYONE, community, one(form, "service_code"))
    received = report_case(
        by,
        community=community,
        category=service,
        channel="api",
        now=request.now,
        **read_report(request, form, community, service),
    )
    return [show.received(received.case)]


def _token(request: Request, token: str) -> list[dict[str, Any]]:
    """Every service here is realtime, so that no POST answers with a token; the code of a reporter's link is taken as one."""
    if not token:
        raise Invalid(_("token was not provided."), field="token")
    slow_down(request, "code", most=60, minutes=10)
    community = _jurisdiction(request)
    key, _dash, code = clean(token).partition("-")
    if (found := number(key)) is None or reporter_behind(found, code) is None:
        raise Missing(_("token was not found."))
    row = queries.public_request(ANYONE, community, found)
    return [{"service_request_id": str(row["pk"]), "token": token}]


discovery = endpoint("discovery", GET=_discovery)
services = endpoint("services", GET=_services)
service_definition = endpoint("service_definition", GET=_service_definition)
requests = endpoint("service_requests", GET=_list_requests, POST=_post_request)
request = endpoint("service_requests", GET=_show_request)
token = endpoint("service_requests", GET=_token)


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    return refuse(nowhere(), "xml")


def _jurisdiction(request: Request, posted: str = "") -> Any:
    named = posted or one(request.GET, "jurisdiction_id")
    return queries.jurisdiction(ANYONE, named, on=localdate(request.now))


def _around(request: Request, community: Any) -> show.Around:
    return show.around(community, agency=queries.responsible(community), root=request.build_absolute_uri("/")[:-1])
