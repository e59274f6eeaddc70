"""Where people take a stand on one statement after the other, and where the map is shown."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.errors import Missing
from linli.base.requests import Request, read_key
from linli.look.acting import asked, pressed, sent
from linli.people.queries import standing_of

from .. import actions, forms
from ..permissions import lead_topic
from ..queries import opinions as found_opinions
from ..queries import topics as found_topics
from ..turns import turns_of

SAYS = {"agree": 1, "pass": 0, "disagree": -1}


def opinions(request: Request, key: int) -> HttpResponse:
    """One statement at a time, three big buttons; and a statement of one's own."""
    topic = found_topics.topic_for(request.actor, key)
    form = forms.StatementForm(asked(request, "state"))
    if request.method == "POST":
        if request.POST.get("do") == "state":
            state = actions.state if not lead_topic.allows(request.actor, topic) else actions.state_for_committee
            if sent(request, form, lambda told: state(request.actor, topic, now=request.now, **told)):
                return redirect("deliberation:opinions", key=key)
        else:
            _stand(request, topic)
            return redirect("deliberation:opinions", key=key)
    context = {
        "topic": topic,
        "turn": found_opinions.turn_of(request.actor, topic),
        "form": form,
        "may_lead": lead_topic.allows(request.actor, topic),
        "turns": turns_of(request.actor, topic, found_topics.stages_of(topic), on=localdate(request.now)),
        "hide": forms.HideForm(),
        "standing": standing_of(request.actor, topic.community_id),
    }
    return render(request, "deliberation/opinions.html", context)


def _stand(request: Request, topic: object) -> None:
    says = SAYS.get(request.POST.get("says", ""))
    statement = found_opinions.statement_of(topic, read_key(request.POST.get("row", "")) or 0)  # type: ignore[arg-type]
    if says is None or statement is None:
        raise Missing(_("There is no such statement any more."))
    pressed(request, lambda: actions.take_stand(request.actor, statement, says=says, now=request.now))


def opinion_map(request: Request, key: int) -> HttpResponse:
    """The groups of opinion: what each holds, what all agree on, what divides; a picture, and a table of everything."""
    topic = found_topics.topic_for(request.actor, key)
    return render(request, "deliberation/map.html", {"topic": topic, "map": found_opinions.map_of(topic)})
