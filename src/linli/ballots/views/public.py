"""What everybody reads of ballots."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from linli.base.requests import Request, read_key

from ..permissions import run_ballot
from ..queries import ballots as found_ballots
from ..queries import pages, results
from ..queries.keys import codes_made, holders_of
from ..queries.papers import reading_of
from ..queries.reasons import reasons_of
from ..registries import belongs_to


def ballots(request: Request) -> HttpResponse:
    """The ballots of the community in focus."""
    rows = found_ballots.ballots(request.actor, request.community) if request.community else []
    return render(request, "ballots/ballots.html", {"rows": rows, "community": request.community})


def ballot(request: Request, key: int) -> HttpResponse:
    """One ballot: what is asked, by which rule, who may vote, and when it is over what came of it."""
    found, today = found_ballots.ballot_for(request.actor, key), localdate(request.now)
    context = {
        "ballot": found,
        "paper": pages.paper_of(found),
        "counts": pages.counts_of(found),
        "rows": results.result_rows(found) if found.result else [],
        "is_decided": results.is_decided(found),
        "may_run": run_ballot.allows(request.actor, found),
        "first_day": pages.first_day(found),
        "checks": results.checks_of(found, on=today),
        "ways": results.ways_in_words(found, on=today),
        "further": results.left_open(found),
        "asked_rows": results.consulted_rows(found),
        "belongs": belongs_to(found),
        "why": reasons_of(found),
    }
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
        "ballot": found,
        "at": request.now,
        "counts": pages.counts_of(found),
        "seen": pages.seen_from_outside(found),
        "reading": reading_of(request.actor, found),
        "made": codes_made(found),
        "holders": holders_of(found),
    }
    return render(request, "ballots/watch.html", context)


def file(request: Request, key: int) -> HttpResponse:
    """The file from which anybody recounts; with `box=consultative` that of ballots which do not count by law."""
    found = found_ballots.ballot_for(request.actor, key)
    is_consultative = request.GET.get("box") == "consultative"
    text = found_ballots.published_file(found, is_consultative=is_consultative)
    response = HttpResponse(text, content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="linli-ballot-{key}{"-consultative" if is_consultative else ""}.jsonl"'
    )
    return response
