"""Who lives here and is of age, for a roll of voters: by person, or by household with the one who speaks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from linli.base.actors import Actor
from linli.places.models import Community

from ..models import Resident
from ..values import earliest
from .fields import require_keeper
from .rows import by_address


@dataclass(frozen=True)
class Voter:
    """`resident` where each person votes, `household` where each household does."""

    name: str
    home: str
    resident: int | None = None
    household: int | None = None


@dataclass(frozen=True)
class Voters:
    """In the order of the address tree; `unknown` names those whose day of birth is not known well enough."""

    voters: tuple[Voter, ...]
    unknown: tuple[str, ...]


def voters(by: Actor, community: Community, *, age: int, on: date) -> Voters:
    """Everybody who is so old on that day. NotYours for who does not keep these records."""
    require_keeper(by, community)
    found, unknown = list[Voter](), list[str]()
    for resident in _living_here(community):
        of_age = is_of_age(resident.values.get("birth_date") or "", age=age, on=on)
        if of_age is None:
            unknown.append(resident.name)
        elif of_age:
            found.append(Voter(resident.name, _home(resident), resident=resident.pk))
    return Voters(tuple(found), tuple(unknown))


def households(by: Actor, community: Community, *, age: int, on: date) -> Voters:
    """Every household with somebody of age, by its head or, failing one, the first of age. NotYours as above."""
    require_keeper(by, community)
    found, unknown = list[Voter](), list[str]()
    for household, members in _together(_living_here(community)):
        grown = [one for one in members if is_of_age(one.values.get("birth_date") or "", age=age, on=on)]
        heads = [one for one in grown if one.values.get("relation") == "head"] or grown
        if heads:
            found.append(Voter(heads[0].name, _home(heads[0]), household=household))
        else:
            unknown.append(members[0].name)
    return Voters(tuple(found), tuple(unknown))


def who_votes(by: Actor, community: Community, *, by_household: bool, age: int, voting_date: date) -> Voters:
    """Whoever takes part in a meeting or a ballot: of age on the day on which one votes, not on that on which the roll is written."""
    whoever = households if by_household else voters
    return whoever(by, community, age=age, on=voting_date)


def persons_behind(residents: Iterable[int]) -> dict[int, int]:
    """The accounts' persons of these residents, where they are known."""
    rows = Resident.objects.filter(pk__in=list(residents), person__isnull=False).values_list("pk", "person")
    return {resident: person for resident, person in rows if person}


def household_of(person: int) -> int | None:
    """The household in which a person lives here, by key."""
    rows = Resident.objects.filter(person=person, left_date__isnull=True, household__isnull=False)
    return rows.values_list("household", flat=True).order_by("pk").first()


def persons_in(households: Iterable[int]) -> set[int]:
    """The accounts' persons who live in these households."""
    rows = Resident.objects.filter(household__in=list(households), left_date__isnull=True, person__isnull=False)
    return {key for key in rows.values_list("person", flat=True) if key}


@dataclass(frozen=True)
class Standing:
    """Somebody in the records by keys alone."""

    resident: int
    household: int | None


def standings(
    community: Community, *, age: int, on: date, person: int | None = None, residents: Iterable[int] | None = None
) -> list[Standing]:
    """Those of age who live there: all, the one whom a person is, or those of these keys. No name leaves the records."""
    rows = _living_here(community)
    wanted = None if residents is None else set(residents)
    return [
        Standing(one.pk, one.household_id)
        for one in rows
        if (person is None or one.person_id == person)
        and (wanted is None or one.pk in wanted)
        and is_of_age(one.values.get("birth_date") or "", age=age, on=on)
    ]


def is_of_age(kept: str, *, age: int, on: date) -> bool | None:
    """Whether somebody born then is so old on a day; None where what is known of the birth does not tell."""
    first = earliest(kept)
    if first is None or kept.endswith("~"):
        return None
    last = first if len(kept) == 10 else first.replace(month=12 if len(kept) == 4 else first.month, day=28)
    if len(kept) < 10:
        last = (last + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    answers = {_has_lived(first, age, on), _has_lived(last, age, on)}
    return answers.pop() if len(answers) == 1 else None


def _has_lived(born: date, years: int, on: date) -> bool:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) >= years


def _living_here(community: Community) -> Iterable[Resident]:
    rows = Resident.objects.filter(Q(community=community), left_date__isnull=True)
    return rows.select_related("household__building").order_by(*by_address("household__"), "pk")


def _together(residents: Iterable[Resident]) -> Iterator[tuple[int, list[Resident]]]:
    homes: dict[int, list[Resident]] = {}
    for resident in residents:
        if resident.household_id is not None:
            homes.setdefault(resident.household_id, []).append(resident)
    yield from homes.items()


def _home(resident: Resident) -> str:
    return resident.household.address if resident.household else ""
