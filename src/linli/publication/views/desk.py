"""Where the committee writes, posts, corrects, and hangs up."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import Request, read_key
from linli.look.acting import asked, done, pressed, sent
from linli.places.queries import community_for

from .. import actions, forms
from ..permissions import publish_for
from ..queries import affairs, voices
from ..queries.recorded import recorded
from ..queries.rhythm import due_of

if TYPE_CHECKING:
    from collections.abc import Callable


def here(request: Request) -> Any:
    otherwise = _("Choose a community for which you work.")
    request.community = community_for(request.actor, request.community, publish_for, otherwise)
    return request.community


def desk(request: Request) -> HttpResponse:
    community = here(request)
    rows = affairs.publications(request.actor, community)
    context = {
        "community": community,
        "dues": due_of(community, on=localdate(request.now)),
        "drafts": [row for row in rows if row.state == "draft"],
        "rows": [row for row in rows if row.state == "posted"],
        "asking": voices.asking(community, today=localdate(request.now)),
        "waiting": voices.waiting(community),
        "today": localdate(request.now),
    }
    return render(request, "publication/desk.html", context)


def new(request: Request) -> HttpResponse:
    """Begin with what the house knows already of that time."""
    community, made = here(request), list[Any]()
    due = next(
        (one for one in due_of(community, on=localdate(request.now)) if one.kind == request.GET.get("kind", "")), None
    )
    form = forms.DraftForm(request.POST or None, initial=_begun(community, due))
    if done(
        form, lambda told: made.append(actions.draft_publication(request.actor, community, now=request.now, **told))
    ):
        return redirect("publication:edit", key=made[0].pk)
    return render(request, "publication/new.html", {"form": form, "community": community})


def _begun(community: Any, due: Any) -> dict[str, Any]:
    if due is None:
        return {}
    text = recorded(community, due.kind, from_date=due.from_date, to_date=due.to_date)
    return {"kind": due.kind, "title": due.name, "from_date": due.from_date, "to_date": due.to_date, "text": text}


def edit(request: Request, key: int) -> HttpResponse:
    found = affairs.publication_for(request.actor, key)
    publish_for.require(request.actor, found.community)
    given = {
        "text": forms.TextForm(asked(request, "text"), initial={"title": found.title, "text": found.text}),
        "correct": forms.CorrectForm(asked(request, "correct"), initial={"text": found.text}, auto_id="correct_%s"),
        "hang": forms.BoardForm(asked(request, "hang"), initial={"day": localdate(request.now)}),
    }
    if request.POST.get("do") == "discard":
        pressed(request, lambda: actions.discard_draft(request.actor, found, now=request.now))
        return redirect("publication:desk")
    made = list[Any]()
    if request.method == "POST" and _acted(request, found, given, made):
        return redirect("publication:edit", key=made[0].pk if made else key)
    context = {"publication": found, "forms": given, "boards": affairs.boards_of(found, today=localdate(request.now))}
    return render(request, "publication/edit.html", context)


def _acted(request: Request, found: Any, given: dict[str, Any], made: list[Any]) -> bool:
    by, now, verb = request.actor, request.now, request.POST.get("do", "")
    row = read_key(request.POST.get("row", "")) or 0
    presses: dict[str, Callable[[], object]] = {
        "post": lambda: actions.post_publication(by, found, now=now),
        "down": lambda: actions.take_down(by, affairs.posting_of(found, row), now=now),
    }
    ways: dict[str, Callable[[dict[str, Any]], object]] = {
        "text": lambda told: actions.rewrite_publication(by, found, now=now, **told),
        "correct": lambda told: made.append(actions.correct_publication(by, found, now=now, **told)),
        "hang": lambda told: actions.hang_up(by, found, now=now, **told),
    }
    if verb in presses:
        pressed(request, presses[verb])
        return True
    if verb not in ways:
        raise Missing(_("There is no such thing to do here."))
    return sent(request, given[verb], ways[verb])
