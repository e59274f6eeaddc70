"""What everybody reads of topics, and what residents say there."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing, NotYours
from linli.base.requests import Request, read_key
from linli.look.acting import asked, done, pressed, sent
from linli.people.queries import standing_of

from .. import actions, forms
from ..permissions import lead_topic, speak
from ..queries import moderation as kept_decent
from ..queries import talk, wordings
from ..queries import topics as found_topics
from ..queries.opinions import map_of
from ..registries import origin_of
from ..turns import turns_of

if TYPE_CHECKING:
    from collections.abc import Callable


def topics(request: Request) -> HttpResponse:
    """The topics of the community in focus."""
    state, words = request.GET.get("state", "running"), request.GET.get("q", "")[:60]
    here = request.community
    context = {
        "rows": found_topics.topics(request.actor, here, state=state, words=words) if here else [],
        "community": here,
        "state": state,
        "q": words,
        "needed": found_topics.support_needed(here, on=localdate(request.now)) if here else 0,
        "may_raise": here is not None and request.actor.kind == "person" and request.actor.community_id == here.pk,
    }
    return render(request, "deliberation/topics.html", context)


def raise_one(request: Request) -> HttpResponse:
    """A resident raises a topic in the community where they live."""
    here = request.community
    if request.actor.kind != "person" or here is None or request.actor.community_id != here.pk:
        raise NotYours(_("Sign in with an account of the community where you live."))
    form, made = forms.RaiseForm(request.POST or None), list[Any]()
    if done(form, lambda given: made.append(actions.raise_topic(request.actor, here, now=request.now, **given))):
        return redirect("deliberation:topic", key=made[0].pk)
    needed = found_topics.support_needed(here, on=localdate(request.now))
    return render(
        request,
        "deliberation/raise.html",
        {"form": form, "community": here, "needed": needed, "standing": standing_of(request.actor, here.pk)},
    )


def topic(request: Request, key: int) -> HttpResponse:
    """One topic: what it is about, where it stands, what people say, what came of it."""
    found = found_topics.topic_for(request.actor, key)
    comment = forms.CommentForm(asked(request, "comment"))
    if request.method == "POST" and _said(request, found, comment):
        return redirect(f"{request.path}#talk" if request.POST.get("do") != "support" else request.path)
    today, stages = localdate(request.now), found_topics.stages_of(found)
    turns = turns_of(request.actor, found, stages, on=today)
    answered = read_key(request.GET.get("answer", ""))
    said = talk.talk_of(
        request.actor, found, order=request.GET.get("order", "new"), page=read_key(request.GET.get("page", "")) or 1
    )
    context = {
        "topic": found,
        "is_shown": found_topics.is_shown(found),
        "way": found_topics.way_of(found, stages),
        "stages": stages,
        "turns": turns,
        "steps": found_topics.steps_of(found, today=today),
        "agreed": found_topics.agreed_steps(found, today=today),
        "talk": said,
        "comment": comment,
        "answered": answered,
        "wordings": wordings.wordings_of(found),
        "amendments": found.amendments.count(),
        "hidden": found.hidings.count(),
        "map": map_of(found),
        "may_lead": lead_topic.allows(request.actor, found),
        "may_speak": speak.allows(request.actor, found),
        "hide": forms.HideForm(),
        "grew_out_of": origin_of(found),
        "standing": standing_of(request.actor, found.community_id),
    }
    return render(request, "deliberation/topic.html", context)


def _said(request: Request, found: Any, comment: Any) -> bool:
    by, now = request.actor, request.now
    row, is_wanted = read_key(request.POST.get("row", "")) or 0, request.POST.get("yes") == "1"
    presses: dict[str, Callable[[], object]] = {
        "support": lambda: actions.support_topic(by, found, is_wanted=is_wanted, now=now),
        "alike": lambda: actions.support_comment(by, talk.comment_of(found, row), is_wanted=is_wanted, now=now),
        "back": lambda: actions.take_comment_back(by, talk.comment_of(found, row), now=now),
    }
    verb = request.POST.get("do", "")
    if verb in presses:
        pressed(request, presses[verb])
        return True
    if verb != "comment":
        raise Missing(_("There is no such thing to do here."))
    answers = read_key(request.POST.get("answers", ""))
    above = talk.comment_of(found, answers) if answers else None
    if lead_topic.allows(by, found) and request.POST.get("desk"):
        return sent(request, comment, lambda told: actions.comment_at_desk(by, found, now=now, **told))
    return sent(request, comment, lambda told: actions.comment_on_topic(by, found, answers=above, now=now, **told))


def wording(request: Request, key: int) -> HttpResponse:
    """What exactly is proposed, its versions, and amendments side by side."""
    found = found_topics.topic_for(request.actor, key)
    latest = found.wordings.last()
    form = forms.AmendForm(asked(request, "amend"), initial={"text": latest.text if latest else ""})
    answer = forms.AnswerForm(asked(request, "answer"))
    if request.method == "POST" and _amended(request, found, form, answer):
        return redirect("deliberation:wording", key=key)
    context = {
        "topic": found,
        "latest": latest,
        "wordings": wordings.wordings_of(found),
        "form": form,
        "answer": answer,
        "rows": wordings.amendments_of(request.actor, found, latest=latest),
        "turns": turns_of(request.actor, found, found_topics.stages_of(found), on=localdate(request.now)),
        "may_lead": lead_topic.allows(request.actor, found),
        "hide": forms.HideForm(),
    }
    return render(request, "deliberation/wording.html", context)


def _amended(request: Request, found: Any, form: Any, answer: Any) -> bool:
    by, now = request.actor, request.now
    row = read_key(request.POST.get("row", "")) or 0
    if request.POST.get("do") == "alike":
        wanted = request.POST.get("yes") == "1"
        pressed(
            request, lambda: actions.support_amendment(by, talk.amendment_of(found, row), is_wanted=wanted, now=now)
        )
        return True
    if request.POST.get("do") == "answer":
        return sent(
            request, answer, lambda told: actions.answer_amendment(by, talk.amendment_of(found, row), now=now, **told)
        )
    return sent(request, form, lambda told: actions.amend(by, found, now=now, **told))


def moderation(request: Request, key: int) -> HttpResponse:
    """What was hidden in a topic and why; its author may appeal here."""
    found = found_topics.topic_for(request.actor, key)
    form = forms.AppealForm(asked(request, "appeal"))
    row = read_key(request.POST.get("row", "")) or 0
    if sent(
        request,
        form,
        lambda told: actions.appeal(request.actor, kept_decent.hiding_in(found, row), now=request.now, **told),
    ):
        return redirect("deliberation:moderation", key=key)
    context = {"topic": found, "rows": kept_decent.hidden_in(request.actor, found), "form": form}
    return render(request, "deliberation/moderation.html", context)
