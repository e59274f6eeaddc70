"""What elections keep of a person: numbers on a roll, whose names the roll keeps. Nominees and the election committee are public offices."""

from pathlib import Path
from typing import Any

from linli.ballots.models import RollEntry
from linli.people.registries import EXPORTS
from linli.records.models import Resident

from .models import Backing, Nominee, Proxy


def export_elections(person_id: int) -> tuple[Any, dict[str, Path]]:
    """Where one stands, signed, or gave one's vote to another."""
    residents = Resident.objects.filter(person=person_id).values("pk")
    places = RollEntry.objects.filter(resident_key__in=residents, ballot__election__isnull=False)
    found = []
    for election, number in places.values_list("ballot__election", "number").order_by("ballot", "number"):
        found.append(
            {
                "election": election,
                "stands": Nominee.objects.filter(election=election, number=number).exists(),
                "signed": list(
                    Backing.objects.filter(election=election, number=number).values_list("nominee__name", flat=True)
                ),
                "gave_to": list(Proxy.objects.filter(election=election, giver=number).values_list("holder", flat=True)),
            }
        )
    return found, {}


EXPORTS.add("elections", export_elections)
