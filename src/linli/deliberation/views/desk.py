"""Where the committee sees its topics, raises its own, hides words; where appeals are ruled on."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.views.desk import here
from linli.base.errors import Missing, NotYours
from linli.base.requests import Request, read_key
from linli.look.acting import asked, done, pressed, sent

from .. import actions, forms
from ..permissions import RULERS, lead_topics, set_threshold
from ..queries import desk as found_desk
from ..queries import moderation as kept_decent
from ..queries import topics as found_topics


def desk(request: Request) -> HttpResponse:
    community = here(request)
    needed = found_topics.support_needed(community, on=localdate(request.now))
    form = forms.ThresholdForm(asked(request, "threshold"), initial={"persons": needed})
    if sent(request, form, lambda told: actions.set_support_needed(request.actor, community, now=request.now, **told)):
        return redirect("deliberation:desk")
    context = {
        "rows": found_desk.topics_to_lead(request.actor, community),
        "community": community,
        "form": form,
        "needed": needed,
        "may_set": set_threshold.allows(request.actor, community),
        "today": localdate(request.now),
    }
    return render(request, "deliberation/desk.html", context)


def new(request: Request) -> HttpResponse:
    """The committee raises a topic of its own."""
    community, made = here(request), list[Any]()
    lead_topics.require(request.actor, community)
    form = forms.RaiseForm(request.POST or None)
    if done(
        form, lambda given: made.append(actions.raise_for_committee(request.actor, community, now=request.now, **given))
    ):
        return redirect("deliberation:lead", key=made[0].pk)
    return render(request, "deliberation/raise.html", {"form": form, "community": community, "is_committee": True})


def hide(request: Request, key: int) -> HttpResponse:
    """Hide something that was said; back to the page where it stood."""
    topic = found_topics.topic_for(request.actor, key)
    form = forms.HideForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        raise Missing(_("There is no such thing to do here."))
    told = form.cleaned_data
    said = kept_decent.said_in(topic, told["kind"], told["key"])
    pressed(
        request,
        lambda: actions.hide_words(request.actor, said, reason=told["reason"], note=told["note"], now=request.now),
    )
    return redirect("deliberation:moderation", key=key)


def appeals(request: Request) -> HttpResponse:
    """What waits for a ruling: by the chair or the street office, never by whoever hid it."""
    if not request.actor.holds(*RULERS):
        raise NotYours(_("The chair and the street office rule on appeals."))
    form = forms.RulingForm(asked(request, "rule"))
    row = read_key(request.POST.get("row", "")) or 0
    if sent(
        request,
        form,
        lambda told: actions.rule_on(
            request.actor, kept_decent.appeal_for(request.actor, row), now=request.now, **told
        ),
    ):
        return redirect("deliberation:appeals")
    return render(request, "deliberation/appeals.html", {"rows": kept_decent.appeals(request.actor), "form": form})
