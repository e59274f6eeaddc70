"""The rules that hold in the community in focus, for everybody to read; who keeps them writes down the place's own."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing, NotYours
from linli.base.requests import Request, read_key
from linli.base.rules import rule as rule_of
from linli.base.rules import rules as versions
from linli.look.acting import asked, pressed, sent

from ..actions.rules import check_rules, end_rule, set_rule
from ..forms import CheckForm, RuleForm
from ..queries import rules as found


def rules(request: Request) -> HttpResponse:
    today = localdate(request.now)
    rooms, divisions = (
        found.rooms_of_rules(request.community, on=today),
        found.places_to_rule(request.actor, request.community),
    )
    form = CheckForm(asked(request, "check"), divisions=divisions, rooms=[(room.key, room.name) for room in rooms])

    def check(told: dict[str, Any]) -> None:
        keys = [line.rule.key for room in rooms if room.key == told["room"] for line in room.lines]
        check_rules(
            request.actor, _place(divisions, told["division"]), keys, checked_by=told["checked_by"], now=request.now
        )

    if request.method == "POST":
        _keepers_alone(divisions)
        if sent(request, form, check):
            return redirect("places:rules")
    context = {"rooms": rooms, "community": request.community, "form": form if divisions else None}
    return render(request, "places/rules.html", context)


def rule(request: Request, key: str) -> HttpResponse:
    """One rule: what holds, the law's versions, and what places have set."""
    today = localdate(request.now)
    law = found.law_of(key, on=today)
    divisions = found.places_to_rule(request.actor, request.community)
    given = {
        "set": RuleForm(asked(request, "set"), law=law, divisions=divisions, initial={"from_date": today}),
        "check": CheckForm(asked(request, "check"), divisions=divisions, rooms=[], auto_id="check_%s"),
    }
    if request.method == "POST" and _acted(request, law, divisions, given):
        return redirect("places:rule", key=key)
    context = {
        "line": found.line_of(rule_of(key, on=today, community=request.community), request.community),
        "law": found.line_of(law, request.community),
        "laws": [found.line_of(one, request.community) for one in versions(key) if one.key == key],
        "rows": found.versions_of(key, request.community),
        "forms": given if divisions else None,
        "mine": {one.pk for one in divisions},
        "community": request.community,
        "today": today,
    }
    return render(request, "places/rule.html", context)


def _acted(request: Request, law: Any, divisions: list[Any], given: dict[str, Any]) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    _keepers_alone(divisions)
    if verb == "end":
        row = found.version_for(read_key(request.POST.get("row", "")) or 0)
        pressed(request, lambda: end_rule(by, row, now=now))
        return True
    if verb == "set":
        form = given["set"]
        return sent(
            request,
            form,
            lambda told: set_rule(by, _place(divisions, told["division"]), key=law.key, now=now, **form.told()),
        )
    if verb == "check":
        return sent(
            request,
            given["check"],
            lambda told: check_rules(
                by, _place(divisions, told["division"]), [law.key], checked_by=told["checked_by"], now=now
            ),
        )
    raise Missing(_("There is no such thing to do here."))


def _place(divisions: list[Any], key: int) -> Any:
    return next(one for one in divisions if one.pk == key)


def _keepers_alone(divisions: list[Any]) -> None:
    if not divisions:
        raise NotYours(_("The committee's chair and administrators write down the rules of a place."))
