"""Which page opens for whom."""

import pytest
from django.test import Client

from .conftest import SignIn

ONES_OWN = [
    "/me/",
    "/me/details/",
    "/me/second-factor/",
    "/me/looks/",
    "/me/consents/",
    "/me/data/",
    "/me/data/erase/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/password/change/",
    "/accounts/logout/",
]


@pytest.mark.parametrize("path", ONES_OWN)
def test_ones_own_pages_open_for_everybody_who_signed_in_and_lead_others_to_the_entrance(
    sign_in: SignIn, path: str
) -> None:
    assert sign_in("resident").get(path).status_code == 200
    assert sign_in("chair").get(path).status_code == 200
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("path", ["/accounts/login/", "/sign-up/", "/accounts/password/reset/"])
def test_the_entrance_is_open(db, path: str) -> None:
    assert Client().get(path).status_code == 200
