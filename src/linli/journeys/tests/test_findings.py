"""A finding becomes a topic, a case or an application for support: once, and the survey's page shows what became of it."""

import pytest

from linli.base.errors import Invalid, NotYours, Refused
from linli.casework.actions.whistles import refuse_call
from linli.casework.models import Case, WhistleCall
from linli.deliberation.models import Topic
from linli.journeys.finding_to_case import finding_to_case
from linli.journeys.finding_to_support import finding_to_support
from linli.journeys.finding_to_topic import finding_to_topic
from linli.surveys.queries.results import findings_of
from linli.surveys.tests.conftest import Asking


@pytest.fixture
def finding(cast, now):
    asking = Asking(cast, now)
    return asking.found(asking.published())


def test_a_finding_becomes_a_topic_once_and_each_leads_to_the_other(finding, cast, now, visit):
    topic = finding_to_topic(cast.worker, finding, title="演示：公园的灯", about="装几盏？", now=now)
    assert (topic.origin, topic.origin_key, topic.support_needed) == ("survey", finding.survey_id, 0)
    assert f"/topics/{topic.pk}/" in visit().get(f"/surveys/{finding.survey_id}/results/").content.decode()
    assert f"/surveys/{finding.survey_id}/" in visit().get(f"/topics/{topic.pk}/").content.decode()
    with pytest.raises(Refused):
        finding_to_topic(cast.worker, finding, title="演示：再来", about="再来", now=now)
    assert Topic.objects.count() == 1


def test_a_finding_becomes_a_case_that_the_committee_owns_and_nobody_reported(finding, cast, now):
    case = finding_to_case(cast.worker, finding, category=cast.light, text="演示：小公园没有灯", now=now)
    assert (case.state, case.lead_id, case.is_public, case.channel) == ("accepted", cast.keys["worker"], True, "desk")
    assert [one.person_id for one in case.reporters.all()] == [None]
    (line,) = findings_of(cast.anyone, finding.survey)
    assert (line.followed.path, line.finding.became) == (f"/cases/{case.pk}/", "case")


def test_a_public_finding_does_not_become_a_confidential_case(finding, cast, now):
    with pytest.raises(Invalid):
        finding_to_case(cast.chair, finding, category=cast.secret, text="演示", now=now)
    assert not Case.objects.exists()


def test_an_application_for_support_calls_offices_and_shows_what_they_answer(finding, cast, now):
    finding_to_support(
        cast.worker,
        finding,
        category=cast.light,
        text="演示：没有灯",
        organisations=[cast.office, cast.works],
        needed="六盏灯，两万元",
        now=now,
    )
    first, second = WhistleCall.objects.order_by("pk")
    assert {first.organisation, second.organisation} == {cast.office, cast.works}
    call = WhistleCall.objects.get(organisation=cast.works)
    refuse_call(cast.department_officer, call, ground="本年度没有这项预算", now=now)
    (line,) = findings_of(cast.anyone, finding.survey)
    assert f"{cast.works.label}: {WhistleCall.objects.get(pk=call.pk).get_state_display()}" in str(line.followed.state)


def test_support_without_an_office_asks_nobody(finding, cast, now):
    with pytest.raises(Invalid):
        finding_to_support(
            cast.worker, finding, category=cast.light, text="演示", organisations=[], needed="人", now=now
        )
    assert not Case.objects.exists()


@pytest.mark.parametrize("who", ["resident", "other_worker", "street_officer"])
def test_only_the_committee_makes_something_of_a_finding(finding, cast, now, who):
    with pytest.raises(NotYours):
        finding_to_topic(getattr(cast, who), finding, title="演示", about="演示", now=now)


def test_the_pages_make_each_of_them(cast, now, visit):
    asking = Asking(cast, now)
    survey = asking.published()
    topic, case, support = (asking.found(survey, f"演示发现{n}") for n in range(3))
    worker = visit("worker")
    worker.post(f"/desk/findings/{topic.pk}/topic/", {"title": "演示议题", "about": "演示"})
    worker.post(f"/desk/findings/{case.pk}/case/", {"category": "street_light", "text": "演示"})
    sent = {"category": "street_light", "text": "演示", "organisations": [cast.office.pk], "needed": "两个人"}
    worker.post(f"/desk/findings/{support.pk}/support/", sent)
    assert list(survey.findings.values_list("became", flat=True)) == ["topic", "case", "support"]
