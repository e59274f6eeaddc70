"""What committees say: comments, refusals of unnumbered work, gaps in the law, ratings of offices."""

from datetime import date, datetime

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rows import held, open_row
from linli.base.text import words
from linli.facts.actions import record
from linli.notices.actions import tell, tell_office, tell_who_must
from linli.people.queries import persons_for
from linli.places.models import Community, Organisation, OrganisationKind
from linli.places.rules import over

from .. import facts
from ..models import Application, Comment, Gap, Include, OfficeRating, RefusedWork
from ..permissions import DECIDERS, answer_gap, comment_application, speak_for, work_for
from .story import lock

OFFICES = (OrganisationKind.DEPARTMENT, OrganisationKind.STREET_OFFICE, OrganisationKind.DISTRICT_OFFICE)


@action
def comment_on_application(
    by: Actor, application: Application, community: Community, *, text: str, now: datetime
) -> Comment:
    """A committee says what it thinks before the decision; said anew, it replaces its words. Safe by the lock and the unique row."""
    application = lock(application)
    include = Include.objects.filter(application=application, community=community).select_related("community").first()
    if include is None:
        raise Missing(_("This application does not touch your community."))
    include.application = application
    comment_application.require(by, include)
    said, _made = Comment.objects.update_or_create(
        application=application, community=community, defaults={"text": words(text), "by_id": me(by), "at": now}
    )
    record(by, facts.COMMENTED.key, application, now=now, community_id=community.pk, office=application.applicant_id)
    return said


@action
def refuse_unnumbered_work(
    by: Actor, community: Community, *, office: Organisation, what: str, way: str, asked_date: date, now: datetime
) -> RefusedWork:
    """Refuse work that came without an admission number (OL art. 43; 民发〔2015〕136号); the office is told, the district sees it.

    Safe by the lock on the community's row, under which the letter's number is drawn, and by the unique number.
    """
    work_for.require(by, community)
    if office.kind not in OFFICES:
        raise Invalid(_("Choose the office that asked."), field="office")
    if asked_date > localdate(now):
        raise Invalid(_("The day lies in the future."), field="asked_date")
    held(Community, community.pk)
    year = localdate(now).year
    last = RefusedWork.objects.filter(community=community, year=year).aggregate(last=Max("serial"))["last"]
    refused = RefusedWork.objects.create(
        community=community,
        office=office,
        what=words(what, field="what", longest=300),
        way=way,
        asked_date=asked_date,
        refused_at=now,
        by_id=me(by),
        year=year,
        serial=(last or 0) + 1,
    )
    record(by, facts.WORK_REFUSED.key, refused, now=now, community_id=community.pk, office=office.pk, way=way)
    values, path = {"number": refused.number}, f"/offices/{office.pk}/"
    tell_office(by, facts.WORK_REFUSED.key, organisation_id=office.pk, values=values, path=path, now=now)
    officers = persons_for(office.pk, on=localdate(now))
    tell_who_must(
        by, facts.WORK_REFUSED.key, over(DECIDERS), community, also=officers, values=values, path=path, now=now
    )
    return refused


@action
def report_gap(by: Actor, community: Community, *, title: str, text: str, lacks: str, now: datetime) -> Gap:
    """Report what the law does not let the community do although its residents need it. Safe: it only adds a row."""
    work_for.require(by, community)
    gap = Gap.objects.create(
        community=community,
        title=words(title, field="title", longest=120),
        text=words(text),
        lacks=words(lacks, field="lacks", longest=300),
        by_id=me(by),
        at=now,
    )
    record(by, facts.GAP_REPORTED.key, gap, now=now, community_id=community.pk)
    tell_who_must(by, facts.GAP_REPORTED.key, answer_gap, gap, values={}, path="/gaps/", now=now)
    return gap


@action
def answer_reported_gap(by: Actor, key: int, *, text: str, now: datetime) -> Gap:
    """The district says what becomes of it. Safe by the lock on the row; answered once, it is answered."""
    gap = open_row(by, Gap.objects.select_related("community"), key, see=answer_gap)
    if gap.answered_at:
        raise Refused(_("It was answered already."))
    gap.answer, gap.answered_at, gap.answered_by_id = words(text), now, me(by)
    gap.save()
    record(by, facts.GAP_ANSWERED.key, gap, now=now, community_id=gap.community_id)
    still_there = gap.by_id in work_for.holders(gap.community, localdate(now))
    if still_there:
        to = [gap.by_id]
        tell(by, facts.GAP_ANSWERED.key, to=to, values={}, path="/gaps/", now=now, community_id=gap.community_id)
    else:  # the community asked, whoever wrote it down
        tell_who_must(by, facts.GAP_ANSWERED.key, work_for, gap.community, values={}, path="/gaps/", now=now)
    return gap


@action
def rate_office(
    by: Actor,
    community: Community,
    office: Organisation,
    *,
    year: int,
    quarter: int,
    in_time: bool | None,
    helped: bool | None,
    money_arrived: bool | None,
    text: str = "",
    now: datetime,
) -> OfficeRating:
    """A committee says of a quarter that is over how an office was: once, in the committee's name.

    Safe by the unique row: of two at once one is refused. Refused for a quarter that still runs, or long past.
    """
    speak_for.require(by, community)
    if (year, quarter) not in ratable_quarters(localdate(now)):
        raise Refused(_("Only the last two quarters can be rated."))
    if in_time is None and helped is None and money_arrived is None:
        raise Invalid(_("Answer at least one of the three questions."), field="in_time")
    made, is_new = OfficeRating.objects.get_or_create(
        office=office,
        community=community,
        year=year,
        quarter=quarter,
        defaults={
            "in_time": in_time,
            "helped": helped,
            "money_arrived": money_arrived,
            "words": words(text, longest=500, required=False),
            "by_id": me(by),
            "at": now,
        },
    )
    if not is_new:
        raise Refused(_("This office was rated for that quarter already."))
    said = {"in_time": in_time, "helped": helped, "money": money_arrived, "quarter": f"{year}Q{quarter}"}
    record(by, facts.RATED.key, made, now=now, community_id=None, office=office.pk, **said)
    return made


def ratable_quarters(today: date) -> list[tuple[int, int]]:
    """The two quarters that ended last, the later one first."""
    now = today.year * 4 + (today.month - 1) // 3
    return [(n // 4, n % 4 + 1) for n in (now - 1, now - 2)]
