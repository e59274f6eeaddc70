"""What a survey found concerns many: it becomes a topic for everybody, which leads back to the survey."""

from datetime import datetime

from linli.base.actions import action
from linli.base.actors import Actor
from linli.deliberation.actions import raise_for_committee
from linli.deliberation.models import Topic
from linli.surveys.actions import follow_finding
from linli.surveys.models import Finding


@action
def finding_to_topic(by: Actor, finding: Finding, *, title: str, about: str, now: datetime, wording: str = "") -> Topic:
    """Raise a topic from a finding: the committee needs no support for it. Safe by the lock on the survey, under which a finding becomes one thing, once.

    What `raise_for_committee` and `follow_finding` raise.
    """
    topic = raise_for_committee(
        by,
        finding.survey.community,
        title=title,
        about=about,
        wording=wording,
        origin=Topic.Origin.SURVEY,
        origin_key=finding.survey_id,
        now=now,
    )
    follow_finding(by, finding, became=Finding.Became.TOPIC, key=topic.pk, now=now)
    return topic
