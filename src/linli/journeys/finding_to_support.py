"""What a survey found is beyond the committee's means: it asks the street office or departments for people, money, means or powers.

The house has two ways up. A gap (`intake.report_gap`) tells the district what the law does not let a community do: an answer is
owed, but no help. A whistle calls offices by name to one matter; each has to accept, say who does what by when, or refuse with a
ground that everybody reads, each on its own clock, and silence climbs a level. An application for support is the second: a case
that the committee leads, and a whistle in which it says what it lacks. So the answer can be followed from the survey's page.
"""

from collections.abc import Sequence
from datetime import datetime

from linli.base.actions import action
from linli.base.actors import Actor
from linli.casework.actions.whistles import blow_whistle
from linli.casework.models import Case, Category
from linli.places.models import Organisation
from linli.surveys.actions import follow_finding
from linli.surveys.models import Finding

from .finding_to_case import case_from


@action
def finding_to_support(
    by: Actor,
    finding: Finding,
    *,
    category: Category,
    text: str,
    organisations: Sequence[Organisation],
    needed: str,
    now: datetime,
) -> Case:
    """Make a case of a finding and call these offices to it, with what is needed of them. The committee stays responsible.

    Safe by the lock on the survey: a finding becomes one thing, once. What `blow_whistle` raises; Invalid for a confidential category.
    """
    case = case_from(by, finding, category=category, text=text, now=now)
    blow_whistle(by, case, organisations=organisations, text=needed, now=now)
    follow_finding(by, finding, became=Finding.Became.SUPPORT, key=case.pk, now=now)
    return case
