"""What rounds say to their ballots: what they belong to."""

from django.urls import reverse

from linli.ballots.models import Ballot
from linli.ballots.registries import BELONGS

from .models import Round


def round_of(ballot: Ballot) -> tuple[str, str] | None:
    found = Round.objects.filter(ballot=ballot).first()
    return (found.title, reverse("budgets:round", args=[found.pk])) if found else None


BELONGS.add("budgets", round_of)
