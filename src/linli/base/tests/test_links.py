"""A code opens one thing for one purpose, whoever types it however badly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.base.links import ALPHABET, LENGTH, check_code, code_for, new_id

pytestmark = pytest.mark.once

keys, versions = st.integers(1, 2**62), st.integers(0, 99)
purposes = st.sampled_from(["casework.reporter", "casework.whistle", "places.marker"])


@given(purposes, keys, versions)
def test_a_code_opens_what_it_was_made_for(purpose, key, version):
    code = code_for(purpose, key, version)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert check_code(code, purpose, key, version)


@given(purposes, keys, versions, purposes, keys, versions)
def test_a_code_opens_nothing_else(purpose, key, version, other, other_key, other_version):
    is_same = (purpose, key, version) == (other, other_key, other_version)
    assert check_code(code_for(purpose, key, version), other, other_key, other_version) is is_same


def test_the_purpose_and_the_key_do_not_run_into_each_other():
    assert not check_code(code_for("a:1", 2), "a", 12)
    assert not check_code(code_for("a", 1, 23), "a", 12, 3)


def mistyped(code: str) -> list[str]:
    return [
        code.lower(),
        f" {code[:5]} {code[5:]} ",
        f"{code[:5]}-{code[5:]}",
        code.replace("0", "O").replace("1", "I"),
        code.replace("0", "o").replace("1", "l"),
        code.translate({ord(c): ord(c) + 0xFEE0 for c in ALPHABET}),
    ]


@given(keys)
def test_what_people_mistype_is_forgiven(key):
    assert all(check_code(typed, "casework.reporter", key) for typed in mistyped(code_for("casework.reporter", key)))


@pytest.mark.parametrize("code", ["", "0", "0000000000", "\ud800", "路灯", "\x00" * 10, "A" * 100_000])
def test_what_is_no_code_opens_nothing(code):
    assert not check_code(code, "casework.reporter", 1)


def test_one_wrong_letter_opens_nothing():
    code = code_for("casework.reporter", 1)
    wrong = [code[:i] + letter + code[i + 1 :] for i in range(LENGTH) for letter in ALPHABET if letter != code[i]]
    assert not any(check_code(one, "casework.reporter", 1) for one in wrong)


def test_old_codes_open_as_long_as_the_old_secret_is_kept(settings):
    code = code_for("casework.reporter", 1)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new secret"
    assert check_code(code, "casework.reporter", 1)
    assert code_for("casework.reporter", 1) != code
    settings.SECRET_KEY_FALLBACKS = []
    assert not check_code(code, "casework.reporter", 1)


def test_identifiers_are_ordered_by_the_time_they_were_made():
    made = [new_id() for _each in range(1000)]
    assert made == sorted(made)
    assert {one.version for one in made} == {7}
