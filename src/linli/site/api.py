"""The rooms' parts joined into one JSON API, what holds for all of its operations, and the page that lists them for people."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.utils import check_csrf

from linli.ballots.api import router as ballots
from linli.base.errors import Invalid, NotYours, Refused
from linli.base.limits import slow_down
from linli.base.requests import Request
from linli.base.turns import take_turn
from linli.budgets.api import router as budgets
from linli.casework.api.rest import residents, staff
from linli.deliberation.api import router as topics
from linli.elections.api import router as elections
from linli.funds.api import router as funds
from linli.intake.api import router as tasks
from linli.meetings.api import router as meetings
from linli.paperwork.api import router as forms
from linli.people.queries import programme_behind
from linli.places.api import router as places
from linli.publication.api import router as publication
from linli.surveys.api import router as surveys

from .problems import NotJson, not_this_way, nothing_here, refused, speak

READS = frozenset({"GET", "HEAD", "OPTIONS"})
WAYS_IN = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "The browser's session, with the roles of its person.",
    },
    "token": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "The session's token, needed to write with a session.",
    },
    "programme": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Api-Key",
        "description": "A programme's key: reads what is public, more often.",
    },
}


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    _described: OpenAPISchema | None = None

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """Reckoned once: it takes most of a second, and is the same for everybody."""
        if self._described is None:
            self._described = self._describe(**given)
        return self._described

    def _describe(self, **given: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**given)
        schema["components"]["securitySchemes"] = WAYS_IN
        schema["security"] = [{}, {"session": []}, {"session": [], "token": []}, {"programme": []}]
        return schema


api = Api(
    title="Linli 邻里",
    version="1",
    description=gettext_noop(
        "What the pages do, for programmes. Everybody may read what is public; a signed-in session acts with the roles of its "
        "person. Every refusal has one shape: a code, a sentence in the language asked for, and the field that it speaks of."
    ),
    docs_url=None,
    docs_decorator=require_safe,
    openapi_url="/openapi.json",
    urls_namespace="api",
)


def gate(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What every operation asks first: not too often, nothing that it does not know, and written by the one who is signed in."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]
    known = {name for m in operation.models if m.__ninja_param_source__ == "query" for name in m.__ninja_flatten_map__}

    @functools.wraps(run)
    def answer(request: HttpRequest, **where: Any) -> HttpResponseBase:
        try:
            _not_too_often(request)
            _only_json(request)
            _by_themselves(request)
            take_turn(request, f"api:{operation.view_func.__name__}", where)
            if strange := next((name for name in request.GET if name not in known), None):
                raise Invalid(_("There is no such parameter."), field=strange)
        except Refused as refusal:
            return refused(request, refusal)
        return run(request, **where)

    return answer


def _not_too_often(request: HttpRequest) -> None:
    """A programme with a key of ours may ask more often than an address that nobody knows."""
    key = request.headers.get("X-Api-Key")
    programme = programme_behind(key) if key else None
    if programme:
        slow_down(request, f"api:{programme.pk}", most=6000, minutes=1)
        return
    slow_down(request, "api", most=600, minutes=1)
    if key is not None:
        raise NotYours(_("This key is not valid. The administrator of this installation gives keys."))


def _only_json(request: HttpRequest) -> None:
    if request.method not in READS and request.content_type != "application/json":
        raise NotJson(_("Send JSON, and say so: Content-Type: application/json."))


def _by_themselves(request: HttpRequest) -> None:
    """Who writes with a session shows its token, so that no other site writes in their name."""
    if request.method not in READS and request.user.is_authenticated and check_csrf(request):
        raise NotYours(_("Send the CSRF token of your session in X-CSRFToken."))


api.add_decorator(gate, mode="view")
api.add_router("", places)
api.add_router("", residents.router)
api.add_router("", staff.router)
for room in (tasks, forms, funds, ballots, meetings, elections, topics, surveys, budgets, publication):
    api.add_router("", room)
speak(api)


def _in_one_shape(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What is refused before an operation is found has the same shape."""

    @csrf_exempt  # `gate` asks for the token, and answers in our shape
    @functools.wraps(view)
    def answer(request: HttpRequest, **where: Any) -> HttpResponseBase:
        try:
            response = view(request, **where)
        except Http404:
            return nothing_here()
        return not_this_way(response["Allow"]) if response.status_code == 405 else response

    return answer


def _addresses() -> list[URLPattern]:
    patterns, _app, _space = api.urls
    shaped = [
        path(str(p.pattern), _in_one_shape(p.callback), name=p.name) for p in patterns if isinstance(p, URLPattern)
    ]
    return [*shaped, path("<path:anything>", csrf_exempt(nothing_here), name="nothing")]


urls = (_addresses(), "ninja", api.urls_namespace)


def human_page(request: Request) -> HttpResponse:
    """The operations in words, read from the description that programmes read."""
    schema = api.get_openapi_schema()
    shapes = schema["components"]["schemas"]
    rooms: dict[str, list[dict[str, Any]]] = {}
    for address, methods in schema["paths"].items():
        for method, told in methods.items():
            rooms.setdefault(told["tags"][0], []).append(
                {
                    "method": method.upper(),
                    "path": address,
                    "what": translated(told["summary"]),
                    "more": translated(told["description"]) if "description" in told else "",
                    "takes": [p["name"] for p in told["parameters"] if p["in"] == "query"] + _fields(told, shapes),
                }
            )
    return render(request, "site/api.html", {"rooms": [(ROOMS[tag], found) for tag, found in rooms.items()]})


def _fields(told: dict[str, Any], shapes: dict[str, Any]) -> list[str]:
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return list(shapes[body["$ref"].rpartition("/")[2]]["properties"]) if body else []


ROOMS = {
    "places": gettext_lazy("Places"),
    "residents": gettext_lazy("For everybody"),
    "staff": gettext_lazy("For staff and offices"),
    "gate": gettext_lazy("The gate"),
    "forms": gettext_lazy("Forms that are asked for"),
    "funds": gettext_lazy("Funds"),
    "ballots": gettext_lazy("Ballots"),
    "meetings": gettext_lazy("Meetings"),
    "elections": gettext_lazy("Elections"),
    "deliberation": gettext_lazy("Topics"),
    "surveys": gettext_lazy("Surveys"),
    "budgets": gettext_lazy("Participatory budget"),
    "publication": gettext_lazy("Publication"),
}
