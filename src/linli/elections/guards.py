"""Before an election's ballot opens: the candidates are published, or enough have signed for the recall."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.models import Ballot
from linli.ballots.registries import OPENINGS
from linli.base.errors import Refused

from .models import Election
from .queries.thresholds import signatures_needed


def may_open(ballot: Ballot, now: datetime) -> None:
    election = Election.objects.filter(ballot=ballot).first()
    if election is None:
        return
    if election.is_recall:
        needed = signatures_needed(election, on=localdate(now))
        if election.backings.count() < needed:
            raise Refused(
                _("A recall needs %(needed)s signatures of voters (Organic Law, article 20).") % {"needed": needed}
            )
    elif election.listed_date is None:
        raise Refused(_("The candidates were not published yet."))


OPENINGS.add("elections", may_open)
