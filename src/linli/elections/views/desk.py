"""Where those who work for the community run elections, step by step."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from linli.ballots.views.desk import here
from linli.base.requests import Request, read_key
from linli.look.acting import asked, done, pressed, sent

from .. import actions, forms
from ..permissions import run_ballot
from ..queries import elections as found_elections
from ..queries.pages import kin_choices, page_of
from ..queries.rows import kin_of, member_of, nominee_of, proxy_of
from ..queries.seats import seat_of, sitting

Way = tuple[Any, Callable[[dict[str, Any]], object]]
"""A form, and what is done with it."""


def desk(request: Request) -> HttpResponse:
    """Elections, and who sits on the committee: its law is asked of all votes together."""
    community = here(request)
    by, now = request.actor, request.now
    form = forms.SeatForm(asked(request, "seat"))
    if sent(request, form, lambda given: actions.seat_member(by, community, now=now, **given)):
        return redirect("elections:desk")
    if request.POST.get("do") == "left":
        seat = seat_of(community, read_key(request.POST.get("row", "")) or 0)
        pressed(request, lambda: actions.leave_seat(by, seat, why=request.POST.get("why", ""), now=now))
        return redirect("elections:desk")
    rows = found_elections.elections(by, community)
    context = {"rows": rows, "community": community, "seats": sitting(community), "form": form}
    return render(request, "elections/desk.html", context)


def new(request: Request) -> HttpResponse:
    community, made = here(request), list[Any]()
    form = forms.CallForm(request.POST or None)
    if done(form, lambda given: made.append(actions.call_election(request.actor, community, now=request.now, **given))):
        return redirect("elections:run", key=made[0].pk)
    return render(request, "elections/new.html", {"form": form, "community": community})


def run(request: Request, key: int) -> HttpResponse:
    """Everything that can be done with the election now, a form each."""
    election = found_elections.election_for(request.actor, key)
    run_ballot.require(request.actor, election.ballot)
    shown = page_of(election, today=localdate(request.now), in_full=True)
    standing = [(nominee.pk, nominee.name) for nominee in shown["nominees"]]
    given = {
        "member": forms.MemberForm(asked(request, "member")),
        "leave": forms.WhyForm(asked(request, "leave")),
        "nominee": forms.NomineeForm(asked(request, "nominee")),
        "kin": forms.KinForm(asked(request, "kin"), nominees=standing, others=kin_choices(election, shown["nominees"])),
        "listing": forms.ListForm(asked(request, "listing")),
        "sign": forms.SignForm(asked(request, "sign")),
        "answer": forms.AnswerForm(asked(request, "answer"), initial={"answer": election.answer}),
        "proxy": forms.ProxyForm(asked(request, "proxy")),
        "handover": forms.HandOverForm(asked(request, "handover")),
    }
    if _acted(request, election, given):
        return redirect("elections:run", key=key)
    return render(request, "elections/run.html", {"election": election, "forms": given} | shown)


def _acted(request: Request, election: Any, given: dict[str, Any]) -> bool:
    by, now = request.actor, request.now
    key = read_key(request.POST.get("row", "")) or 0
    ways: dict[str, Callable[[dict[str, Any]], object]] = {
        "member": lambda told: actions.join_committee(by, election, now=now, **told),
        "leave": lambda told: actions.leave_committee(by, member_of(election, key), now=now, **told),
        "nominee": lambda told: actions.nominate(by, election, now=now, **told),
        "kin": lambda told: actions.relate(
            by, nominee_of(election, told["one"]), kin_of(election, told["other"]), now=now
        ),
        "listing": lambda told: actions.list_candidates(by, election, now=now, **told),
        "sign": lambda told: actions.sign_recall(by, election, told["numbers"], now=now),
        "answer": lambda told: actions.answer_recall(by, election, now=now, **told),
        "proxy": lambda told: actions.give_proxy(by, election, now=now, **told),
        "handover": lambda told: actions.hand_over(by, election, now=now, **told),
    }
    presses: dict[str, Callable[[], object]] = {
        "agreed": lambda: actions.ask_nominee(by, nominee_of(election, key), has_agreed=True, now=now),
        "declined": lambda: actions.ask_nominee(by, nominee_of(election, key), has_agreed=False, now=now),
        "back": lambda: actions.take_proxy_back(by, proxy_of(election, key), now=now),
        "again": lambda: actions.draft_again(by, found_elections.last_ballot(election), now=now),
        "further": lambda: actions.draft_further(by, found_elections.last_ballot(election), now=now),
    }
    verb = request.POST.get("do", "")
    if verb in presses:
        pressed(request, presses[verb])
        return True
    return any(sent(request, form, ways[name]) for name, form in given.items())
