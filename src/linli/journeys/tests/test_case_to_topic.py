"""A case becomes a topic: its reporters hear where, once, and only what is public can."""

import pytest

from linli.base.errors import Refused
from linli.casework.actions.receiving import report_case
from linli.casework.models import Message
from linli.deliberation.models import Topic
from linli.journeys.case_to_topic import case_to_topic


def test_a_public_case_becomes_a_topic_once_and_its_reporter_is_answered(cast, now):
    case = report_case(cast.resident, community=cast.here, category=cast.light, text="三街的灯都暗", now=now).case
    topic = case_to_topic(cast.worker, case, title="三街的路灯换不换？", about="灯都暗。", now=now)
    assert (topic.origin, topic.origin_key, topic.support_needed) == ("case", case.pk, 0)
    assert "三街的路灯换不换？" in Message.objects.filter(case=case, kind="answer").get().text
    with pytest.raises(Refused, match="已经是议题"):
        case_to_topic(cast.worker, case, title="再来", about="再来", now=now)


def test_what_is_not_public_does_not_become_a_topic(cast, now):
    case = report_case(cast.resident, community=cast.here, category=cast.secret, text="演示", now=now).case
    with pytest.raises(Refused, match="公开的"):
        case_to_topic(cast.chair, case, title="演示", about="演示", now=now)
    assert not Topic.objects.exists()
