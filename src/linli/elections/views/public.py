"""What everybody reads of elections."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from linli.base.requests import Request

from ..permissions import run_ballot
from ..queries import elections as found_elections
from ..queries.pages import page_of
from ..queries.seats import sitting


def elections(request: Request) -> HttpResponse:
    """The elections of the community in focus."""
    rows = found_elections.elections(request.actor, request.community) if request.community else []
    return render(
        request,
        "elections/elections.html",
        {
            "rows": rows,
            "community": request.community,
            "seats": sitting(request.community) if request.community else [],
        },
    )


def election(request: Request, key: int) -> HttpResponse:
    """One election: the way it goes, who runs it, who stands, who votes for whom, and who was elected."""
    found = found_elections.election_for(request.actor, key)
    context = {"may_run": run_ballot.allows(request.actor, found.ballot), "election": found}
    return render(
        request, "elections/election.html", context | page_of(found, today=localdate(request.now), in_full=False)
    )
