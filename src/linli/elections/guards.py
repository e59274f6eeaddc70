"""What elections say to their ballots: what they belong to, and what has to be done before one opens."""

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.models import Ballot
from linli.ballots.registries import BELONGS, OPENINGS
from linli.base.errors import Refused

from .models import Election
from .queries.thresholds import signatures_needed


def may_open(ballot: Ballot, now: datetime) -> None:
    election = Election.objects.filter(ballot=ballot).first()
    if election is None:
        return
    if election.is_recall:
        needed = signatures_needed(election, on=localdate(now))
        if not needed.is_met(election.backings.count()):
            raise Refused(
                _("A recall needs %(needed)s signatures of voters (%(law)s).")
                % {"needed": needed.number, "law": needed.law}
            )
    elif election.listed_date is None:
        raise Refused(_("The candidates were not published yet."))


def election_of(ballot: Ballot) -> tuple[str, str] | None:
    first = ballot
    while first.after:
        first = first.after
    found = Election.objects.filter(ballot=first).select_related("ballot").first()
    return (f"{found.get_kind_display()} · {found.ballot.question}", reverse("elections:election", args=[found.pk])) if found else None  # fmt: skip


OPENINGS.add("elections", may_open)
BELONGS.add("elections", election_of)
