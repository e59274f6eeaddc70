"""What a survey found can be mended by the committee: it becomes a case, received at the desk and owned at once."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.casework.actions.handling import accept_case
from linli.casework.actions.receiving import Contact, report_case
from linli.casework.models import Case, Category, Channel
from linli.surveys.actions import follow_finding
from linli.surveys.models import Finding


@action
def finding_to_case(by: Actor, finding: Finding, *, category: Category, text: str, now: datetime) -> Case:
    """Report and accept a public case that names no reporter: nobody in particular asked. Its clocks run as for every case.

    Safe by the lock on the survey: a finding becomes one thing, once. Invalid for a confidential category, as a finding is public.
    """
    case = case_from(by, finding, category=category, text=text, now=now)
    follow_finding(by, finding, became=Finding.Became.CASE, key=case.pk, now=now)
    return case


def case_from(by: Actor, finding: Finding, *, category: Category, text: str, now: datetime) -> Case:
    """The case, received and accepted, inside the action that makes something of the finding."""
    if category.is_confidential:
        raise Invalid(_("What a survey found is public: choose a category that is."), field="category")
    received = report_case(
        by,
        community=finding.survey.community,
        category=category,
        text=text,
        contact=Contact(),
        channel=Channel.DESK,
        now=now,
    )
    return accept_case(by, received.case, now=now)
