"""The pages on which one thing becomes another."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from linli.base.requests import Request
from linli.base.text import mask_personal
from linli.casework.permissions import receive_at_desk
from linli.casework.queries.cases import get_case_to_work_on
from linli.casework.queries.categories import category_named
from linli.deliberation.forms import RaiseForm
from linli.deliberation.permissions import lead_topics
from linli.look.acting import done, sent
from linli.places.queries import offices_above
from linli.surveys.queries.results import finding_of

from .case_to_topic import case_to_topic
from .finding_to_case import finding_to_case
from .finding_to_support import finding_to_support
from .finding_to_topic import finding_to_topic
from .forms import FindingCaseForm, FindingSupportForm


def topic_from_case(request: Request, key: int) -> HttpResponse:
    """The words of the case, without numbers that are somebody's, to be made those of a topic."""
    case = get_case_to_work_on(request.actor, key)
    lead_topics.require(request.actor, case.community)
    form, made = RaiseForm(request.POST or None, initial={"about": mask_personal(case.text)}), list[Any]()
    if done(form, lambda given: made.append(case_to_topic(request.actor, case, now=request.now, **given))):
        return redirect("deliberation:lead", key=made[0].pk)
    return render(request, "journeys/topic_from_case.html", {"form": form, "case": case})


def topic_from_finding(request: Request, key: int) -> HttpResponse:
    """What a survey found, to be made a topic."""
    finding = finding_of(request.actor, key)
    lead_topics.require(request.actor, finding.survey.community)
    form, made = RaiseForm(request.POST or None, initial={"about": _words(finding)}), list[Any]()
    if sent(
        request, form, lambda given: made.append(finding_to_topic(request.actor, finding, now=request.now, **given))
    ):
        return redirect("deliberation:lead", key=made[0].pk) if made else _back(finding)
    return render(request, "journeys/topic_from_finding.html", {"form": form, "finding": finding})


def case_from_finding(request: Request, key: int) -> HttpResponse:
    """What a survey found, to be made a case of the committee."""
    finding = finding_of(request.actor, key)
    here = finding.survey.community
    receive_at_desk.require(request.actor, here)
    form, made = FindingCaseForm(request.POST or None, community=here, initial={"text": _words(finding)}), list[Any]()

    def make(given: dict[str, Any]) -> None:
        category = category_named(given.pop("category"), here)
        made.append(finding_to_case(request.actor, finding, category=category, now=request.now, **given))

    if sent(request, form, make):
        return redirect("casework:work", key=made[0].pk) if made else _back(finding)
    return render(request, "journeys/case_from_finding.html", {"form": form, "finding": finding})


def support_from_finding(request: Request, key: int) -> HttpResponse:
    """What a survey found, for which the committee needs others: offices are called to it."""
    finding = finding_of(request.actor, key)
    here = finding.survey.community
    receive_at_desk.require(request.actor, here)
    offices, made = offices_above(here), list[Any]()
    form = FindingSupportForm(request.POST or None, community=here, offices=offices, initial={"text": _words(finding)})

    def make(given: dict[str, Any]) -> None:
        category, chosen = category_named(given.pop("category"), here), set(given.pop("organisations"))
        called = [office for office in offices if str(office.pk) in chosen]
        made.append(
            finding_to_support(
                request.actor, finding, category=category, organisations=called, now=request.now, **given
            )
        )

    if sent(request, form, make):
        return redirect("casework:work", key=made[0].pk) if made else _back(finding)
    return render(request, "journeys/support_from_finding.html", {"form": form, "finding": finding})


def _words(finding: Any) -> str:
    told = {"finding": mask_personal(finding.text), "survey": finding.survey.title}
    return _("%(finding)s (Found by the survey “%(survey)s”.)") % told


def _back(finding: Any) -> HttpResponse:
    return redirect("surveys:evaluate", key=finding.survey_id)
