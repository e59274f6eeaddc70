from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .. import (
    WrongKeyError,
    WrongSlipError,
    combine,
    deal,
    new_secret,
    open_sealed,
    public_key_of,
    read_slip,
    seal,
    write_slip,
)
from ..sharing import _times

secrets = st.binary(min_size=16, max_size=16)


@given(st.text(max_size=80), secrets)
def test_what_is_thrown_in_comes_out(text, secret):
    assert open_sealed(seal(text, public_key_of(secret), longest=320), secret) == text


def test_every_ballot_of_a_box_is_as_long_as_every_other_and_different():
    key = public_key_of(new_secret())
    thrown = [seal(text, key, longest=100) for text in ("", "yes", "yes", "x" * 100)]
    assert len({len(one) for one in thrown}) == 1
    assert len(set(thrown)) == 4


def test_what_no_ballot_is_as_long_as_is_refused():
    with pytest.raises(ValueError, match="longer"):
        seal("x" * 101, public_key_of(new_secret()), longest=100)


def test_another_key_does_not_open_it():
    with pytest.raises(WrongKeyError):
        open_sealed(seal("yes", public_key_of(new_secret()), longest=9), new_secret())


@given(st.integers(0, 319), st.integers(1, 255))
def test_one_changed_byte_is_found(at, by):
    secret = b"0123456789abcdef"
    thrown = bytearray(seal("yes", public_key_of(secret), longest=9))
    thrown[at % len(thrown)] ^= by
    with pytest.raises(ValueError, match=r"open|Error|key"):
        open_sealed(bytes(thrown), secret)


@given(secrets, st.integers(1, 5), st.integers(0, 3))
def test_any_so_many_make_the_secret_again(secret, needed, more):
    shares = deal(secret, holders=needed + more, needed=needed)
    for chosen in combinations(shares, needed):
        assert combine({number: shares[number] for number in chosen}) == secret


@given(secrets, secrets)
def test_one_share_of_two_fits_every_secret(one, other):
    """For whatever secret there is a second share that goes with the first: alone it tells nothing."""
    first = deal(one, holders=2, needed=2)[1]
    slope = bytes(a ^ b for a, b in zip(first, other, strict=True))
    second = bytes(_times(2, rise) ^ start for rise, start in zip(slope, other, strict=True))
    assert combine({1: first, 2: second}) == other


@pytest.mark.parametrize(("holders", "needed"), [(2, 3), (0, 0), (10, 2), (3, 0)])
def test_that_many_cannot_hold_it(holders, needed):
    with pytest.raises(ValueError, match="cannot"):
        deal(new_secret(), holders=holders, needed=needed)


def test_shares_of_two_boxes_do_not_mix():
    with pytest.raises(ValueError, match="lengths"):
        combine({1: b"ab", 2: b"abc"})


@given(st.integers(1, 9), secrets)
def test_a_slip_is_read_as_it_was_written(number, share):
    slip = write_slip(number, share)
    assert read_slip(f" {slip.lower()} ".replace("0", "o"), share_bytes=16) == (number, share)


@given(st.integers(1, 9), secrets, st.data())
def test_one_mistyped_sign_is_found(number, share, data):
    signs = write_slip(number, share).replace("-", "")
    at = data.draw(st.integers(0, len(signs) - 1))
    other = data.draw(st.sampled_from([sign for sign in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" if sign != signs[at]]))
    with pytest.raises(WrongSlipError):
        read_slip(signs[:at] + other + signs[at + 1 :], share_bytes=16)


@pytest.mark.parametrize("written", ["", "2M7X", "*" * 31, "号" * 31, "Z" * 31])
def test_what_is_no_slip_is_refused(written):
    with pytest.raises(WrongSlipError):
        read_slip(written, share_bytes=16)
