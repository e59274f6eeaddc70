"""Residents ask, and the committee answers in public; residents complain, and the street office rules."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import held, open_row
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell, tell_who_must
from linli.places.models import Community
from linli.places.queries import working_days

from .. import facts
from ..models import Complaint, Kind, Publication, Question
from ..permissions import publish_for, rule_on_complaint, speak_up, write_complaint_down

LONGEST_WAIT = timedelta(days=60)


@action
def ask(by: Actor, publication: Publication, *, text: str, now: datetime, is_from_desk: bool = False) -> Question:
    """Ask about what was published; answered in public within the working days of the rule. Safe: it only adds a row."""
    if publication.state != Publication.State.POSTED:
        raise Missing(_("There is no such publication."))
    (publish_for if is_from_desk else speak_up).require(by, publication.community)
    due = answer_by(publication.community, localdate(now))
    made = Question.objects.create(
        publication=publication,
        person_id=None if is_from_desk else me(by),
        is_from_desk=is_from_desk,
        text=words(text, longest=1000),
        asked_at=now,
        due_date=due,
    )
    record(by, facts.ASKED.key, made, now=now, community_id=publication.community_id, affair=publication.kind)
    values, path = {"title": publication.title, "due": due.isoformat()}, f"/publication/{publication.pk}/"
    tell_who_must(by, facts.ASKED.key, publish_for, publication.community, values=values, path=path, now=now)
    return made


@action
def answer(by: Actor, question: Question, *, text: str, now: datetime) -> Question:
    """The committee answers, in public; who asked is told. Safe by the lock on the row; answered once, it is answered."""
    found = held(Question.objects.select_related("publication__community"), question.pk)
    publication = found.publication
    publish_for.require(by, publication.community)
    if found.answered_at:
        raise Refused(_("It was answered already."))
    found.answer, found.answered_at = words(text), now
    found.save()
    days, in_time = (localdate(now) - localdate(found.asked_at)).days, localdate(now) <= found.promised_date
    record(
        by,
        facts.ANSWERED.key,
        found,
        now=now,
        community_id=publication.community_id,
        value=days,
        affair=publication.kind,
        in_time=in_time,
    )
    if found.person_id:
        values, path = {"title": publication.title}, f"/publication/{publication.pk}/"
        tell(
            by,
            facts.ANSWERED.key,
            to=[found.person_id],
            values=values,
            path=path,
            now=now,
            community_id=publication.community_id,
        )
    return found


@action
def complain(
    by: Actor,
    community: Community,
    *,
    about: str,
    kind: str,
    text: str,
    now: datetime,
    publication: Publication | None = None,
    is_from_desk: bool = False,
) -> Complaint:
    """To the street office: not published, or not true (Organic Law art. 35). The committee does not read who. Safe: it only adds a row.

    `is_from_desk`: the street office writes it down for somebody who came by, telephoned or wrote. Invalid where it does not say what of.
    """
    (write_complaint_down if is_from_desk else speak_up).require(by, community)
    if about not in Complaint.About.values or kind not in Kind.values:
        raise Invalid(_("Say what the complaint is about."), field="about")
    if publication and (publication.community_id != community.pk or publication.state != Publication.State.POSTED):
        raise Missing(_("There is no such publication."))
    if about == Complaint.About.FALSE and publication is None:
        raise Invalid(_("Say which publication is not true."), field="about")
    today = localdate(now)
    due = today + timedelta(days=int(rule("publication.ruling_days", on=today, community=community).value))
    made = Complaint.objects.create(
        community=community,
        about=about,
        kind=publication.kind if publication else kind,
        publication=publication,
        person_id=None if is_from_desk else me(by),
        is_from_desk=is_from_desk,
        text=words(text, longest=2000),
        raised_at=now,
        due_date=due,
    )
    record(by, facts.COMPLAINED.key, made, now=now, community_id=community.pk, affair=made.kind, about=about)
    values = {"community": community.label, "due": due.isoformat()}
    tell_who_must(
        by, facts.COMPLAINED.key, rule_on_complaint, made, values=values, path="/publication/complaints/", now=now
    )
    return made


@action
def rule_on(
    by: Actor, complaint: Complaint, *, is_right: bool, ruling: str, correct_by_date: date | None, now: datetime
) -> Complaint:
    """The street office says what it found, in public, and by when the committee puts it right. Safe by the lock on the row; ruled once.

    Invalid for a complaint that is right without a day, or with one that is past.
    """
    found = open_row(by, Complaint.objects.select_related("community"), complaint.pk, right=rule_on_complaint)
    if found.ruled_at:
        raise Refused(_("It was ruled on already."))
    today = localdate(now)
    if is_right and (correct_by_date is None or correct_by_date < today):
        raise Invalid(_("Say by which day the committee puts it right: today or later."), field="correct_by_date")
    found.is_right, found.ruling, found.ruled_by_id, found.ruled_at = (
        is_right,
        words(ruling, field="ruling", longest=1000),
        me(by),
        now,
    )
    found.correct_by_date = correct_by_date if is_right else None
    found.save()
    days = (today - localdate(found.raised_at)).days
    record(
        by,
        facts.RULED.key,
        found,
        now=now,
        community_id=found.community_id,
        value=days,
        affair=found.kind,
        is_right=is_right,
        in_time=today <= found.due_date,
    )
    values, also = {"affair": str(Kind(found.kind).label)}, [found.person_id or 0]
    tell_who_must(
        by, facts.RULED.key, publish_for, found.community, also=also, values=values, path="/publication/", now=now
    )
    return found


def answer_by(community: Community, today: date) -> date:
    """The last working day for an answer: so many after today."""
    days = int(rule("publication.answer_days", on=today, community=community).value)
    worked = working_days([community], today + timedelta(days=1), today + LONGEST_WAIT)[community.pk]
    return worked[days - 1]
