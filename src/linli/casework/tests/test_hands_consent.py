"""Saying yes to calls for hands is a consent: recorded when given, and ended when taken back."""

import pytest

from linli.casework.actions.hands import become_willing
from linli.casework.models import Willing
from linli.people.actions import withdraw_consent
from linli.people.queries import has_consented


@pytest.fixture
def willing(cast, now) -> int:
    become_willing(cast.volunteer, community=cast.here, category=cast.carry, now=now)
    return cast.keys["volunteer"]


def test_saying_yes_records_the_consent(willing: int) -> None:
    assert has_consented(willing, "hands")


def test_whoever_takes_the_consent_back_is_called_no_more(cast, willing: int, now) -> None:
    withdraw_consent(cast.volunteer, purpose="hands", now=now)
    assert not has_consented(willing, "hands")
    assert not Willing.objects.exists()
