"""What everybody reads of ballots."""

from django.http import HttpResponse
from django.shortcuts import render

from linli.base.requests import Request, read_key

from ..permissions import run_ballot
from ..queries import ballots as found_ballots
from ..queries import pages
from ..queries.papers import reading_of


def ballots(request: Request) -> HttpResponse:
    """The ballots of the community in focus."""
    rows = found_ballots.ballots(request.actor, request.community) if request.community else []
    return render(request, "ballots/ballots.html", {"rows": rows, "community": request.community})


def ballot(request: Request, key: int) -> HttpResponse:
    """One ballot: what is asked, by which rule, who may vote, and when it is over what came of it."""
    found = found_ballots.ballot_for(request.actor, key)
    context = {
        "ballot": found, "paper": pages.paper_of(found), "counts": pages.counts_of(found), "rows": pages.result_rows(found) if found.result else [],
        "is_decided": pages.is_decided(found), "may_run": run_ballot.allows(request.actor, found), "first_day": pages.first_day(found),
    }  # fmt: skip
    return render(request, "ballots/ballot.html", context)


def roll(request: Request, key: int) -> HttpResponse:
    """The posted roll; on the web a sign of each name is hidden, and of a home only the building stands."""
    found = found_ballots.ballot_for(request.actor, key)
    after = read_key(request.GET.get("after", "")) or 0
    rows = pages.roll_of(found, after=after)
    shown = [(row.number, pages.masked_name(row.name), row.struck_why) for row in rows]
    more = rows[-1].number if len(rows) == pages.PAGE else None
    return render(request, "ballots/roll.html", {"ballot": found, "rows": shown, "more": more})


def watch(request: Request, key: int) -> HttpResponse:
    """What an observer compares: marks, ballots in the box, papers, and the codes that must not change."""
    found = found_ballots.ballot_for(request.actor, key)
    context = {
        "ballot": found, "at": request.now, "counts": pages.counts_of(found), "seen": pages.seen_from_outside(found),
        "reading": reading_of(request.actor, found),
    }  # fmt: skip
    return render(request, "ballots/watch.html", context)


def file(request: Request, key: int) -> HttpResponse:
    """The file from which anybody recounts."""
    found = found_ballots.ballot_for(request.actor, key)
    response = HttpResponse(found_ballots.published_file(found), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="linli-ballot-{key}.jsonl"'
    return response
