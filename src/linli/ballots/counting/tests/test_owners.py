import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..ballots import Tally
from ..owners import count_owners
from .ballots import HALF, THREE_QUARTERS, TWO_THIRDS


def count(*ballots: tuple[str, int], owners: int = 6, area: int = 60000, consent=HALF, invalid_area: int = 0):
    groups = tuple((((answer,) if answer else (), size), 1) for answer, size in ballots)
    invalid = (("unclear", 1),) if invalid_area else ()
    return count_owners(
        Tally(groups, invalid), owners=owners, area=area, turnout=TWO_THIRDS, consent=consent, invalid_area=invalid_area
    )


def unmet(found) -> list[str]:
    return [check.name for check in found.checks if not check.is_met]


def test_two_thirds_took_part_and_over_half_of_both_consent():
    found = count(("yes", 10000), ("yes", 11000), ("yes", 9500), ("no", 10500))
    assert found.is_carried
    assert [(side.answer, side.owners, side.area) for side in found.sides] == [
        ("yes", 3, 30500),
        ("no", 1, 10500),
        ("abstain", 0, 0),
    ]


def test_one_who_owns_most_of_the_area_does_not_carry_it_against_the_others():
    assert unmet(count(("yes", 30000), ("no", 5000), ("no", 5000), ("no", 4000))) == ["consent_owners"]


def test_many_with_little_area_do_not_carry_it_either():
    assert unmet(count(("no", 30000), ("yes", 4000), ("yes", 5000), ("yes", 4500))) == ["consent_area"]


def test_too_few_owners_and_too_little_area_took_part():
    assert unmet(count(("yes", 10000), ("yes", 12000), ("yes", 11000))) == ["turnout_area", "turnout_owners"]


def test_an_invalid_ballot_took_part_and_consented_to_nothing():
    assert count(("yes", 10000), ("yes", 10000), ("no", 10000), invalid_area=11000).checks[0].part == 41000
    assert unmet(count(("yes", 10000), ("yes", 10000), ("no", 10000), invalid_area=11000)) == [
        "consent_area",
        "consent_owners",
    ]


def test_the_heavy_matters_ask_for_three_quarters():
    votes = (("yes", 10000), ("yes", 10001), ("yes", 10000), ("", 10000))
    assert count(*votes, consent=THREE_QUARTERS).is_carried
    assert not count(("yes", 10000), ("yes", 9999), ("yes", 10000), ("", 10000), consent=THREE_QUARTERS).is_carried


@pytest.mark.parametrize("ballots", [(("yes", 60001),), tuple(("yes", 1 + n) for n in range(7))])
def test_more_than_the_roll_has_is_an_error(ballots):
    with pytest.raises(ValueError, match="roll"):
        count(*ballots)


def test_an_owner_owns_something():
    with pytest.raises(ValueError, match="area"):
        count(("yes", 0))


@given(
    st.lists(st.tuples(st.sampled_from(["yes", "no", "abstain", ""]), st.integers(1, 9000)), max_size=6, unique=True)
)
def test_every_owner_and_every_area_stands_on_one_side(ballots):
    found = count(*ballots)
    assert sum(side.owners for side in found.sides) == len(ballots)
    assert sum(side.area for side in found.sides) == sum(size for _answer, size in ballots)
