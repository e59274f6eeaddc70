"""The pages on which one thing becomes another."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from linli.base.requests import Request
from linli.base.text import mask_personal
from linli.casework.queries.cases import get_case_to_work_on
from linli.deliberation.forms import RaiseForm
from linli.deliberation.permissions import lead_topics
from linli.look.acting import done

from .case_to_topic import case_to_topic


def topic_from_case(request: Request, key: int) -> HttpResponse:
    """The words of the case, without numbers that are somebody's, to be made those of a topic."""
    case = get_case_to_work_on(request.actor, key)
    lead_topics.require(request.actor, case.community)
    form, made = RaiseForm(request.POST or None, initial={"about": mask_personal(case.text)}), list[Any]()
    if done(form, lambda given: made.append(case_to_topic(request.actor, case, now=request.now, **given))):
        return redirect("deliberation:lead", key=made[0].pk)
    return render(request, "journeys/topic_from_case.html", {"form": form, "case": case})
