"""Only known neighbours are called, and nobody sees a door before somebody has said yes to them."""

from datetime import timedelta

import pytest

from linli.base.errors import NotYours, Refused
from linli.casework.actions.handling import accept_case, hide_case, recategorise_case, wall_case
from linli.casework.actions.hands import (
    become_willing,
    call_for_hands,
    finish_hands,
    give_hands_back,
    offer_hands,
    open_late_calls,
    take_offer,
    thank_for_hands,
)
from linli.casework.actions.merging import merge_cases
from linli.casework.actions.receiving import Contact, Place, report_case
from linli.casework.models import CallForHands, Willing
from linli.casework.permissions import choose_hands, lend_hands
from linli.casework.queries.calls import my_hands, way_to
from linli.notices.models import Notice
from linli.people.actions import confirm_known, end_known, end_role, erase_me, suspend_account
from linli.people.models import Account, Person, Role
from linli.people.queries import actor_of

TEXT = "婆婆一个人在家，腿脚不便，电话13712345678"


@pytest.fixture
def neighbours(cast, now):
    """Two known neighbours who said yes to carrying."""
    for who in (cast.volunteer, cast.neighbour):
        become_willing(who, community=cast.here, category=cast.carry, now=now)
    return cast.volunteer, cast.neighbour


@pytest.fixture
def case(cast, now):
    """Asked for by the resident, with a door and a telephone."""
    place, contact = (
        Place(building=cast.building, door_text="703房"),
        Contact(cast.keys["resident"], "陈婆婆", "13800138005"),
    )
    return report_case(
        cast.resident, community=cast.here, category=cast.carry, text=TEXT, place=place, contact=contact, now=now
    ).case


@pytest.fixture
def call(cast, case, neighbours, now) -> CallForHands:
    return call_for_hands(cast.worker, case, now=now)


def told(person: int, kind: str) -> int:
    return Notice.objects.filter(person=person, kind=kind).count()


def test_a_newcomer_cannot_say_yes_to_calls_and_is_told_how_to_become_known(cast, visit, now):
    with pytest.raises(Refused, match="居委会认识"):
        become_willing(cast.newcomer, community=cast.here, category=cast.carry, now=now)
    page = visit("newcomer").get("/hands/").content.decode()
    assert "How to become known" in page
    assert "Call me for this" not in page


def test_a_newcomer_who_said_yes_earlier_sees_no_call_and_is_not_called(cast, case, now):
    Willing.objects.create(person_id=cast.newcomer.person_id, community=cast.here, category=cast.carry, since_at=now)
    call = call_for_hands(cast.worker, case, now=now)
    assert cast.newcomer.person_id not in lend_hands.holders(call)
    assert my_hands(cast.newcomer) == []
    with pytest.raises(NotYours):
        offer_hands(cast.newcomer, call, now=now)


def test_the_call_shows_kind_and_rough_place_and_masked_words(call, visit):
    page = visit("volunteer").get(f"/hands/{call.pk}/").content.decode()
    assert "广重一街" in page
    assert "703" not in page
    assert "13712345678" not in page
    assert "13800138005" not in page


def test_an_offer_alone_opens_no_door(cast, call, visit, now):
    offer_hands(cast.volunteer, call, now=now)
    assert way_to(cast.volunteer, CallForHands.objects.get()) is None
    page = visit("volunteer").get(f"/hands/{call.pk}/").content.decode()
    assert "703" not in page


def test_only_the_one_to_whom_somebody_said_yes_is_told_door_and_telephone(cast, call, visit, now):
    mine = offer_hands(cast.volunteer, call, now=now)
    offer_hands(cast.neighbour, call, now=now)
    take_offer(cast.worker, mine, now=now)
    page = visit("volunteer").get(f"/hands/{call.pk}/").content.decode()
    assert "703房" in page
    assert "13800138005" in page
    other = visit("neighbour").get(f"/hands/{call.pk}/").content.decode()
    assert "703" not in other
    assert "13800138005" not in other


def test_carrying_needs_two(cast, call, now):
    offers = [offer_hands(who, call, now=now) for who in (cast.volunteer, cast.neighbour)]
    for offer in offers:
        take_offer(cast.worker, offer, now=now)
    found = CallForHands.objects.get()
    assert way_to(cast.volunteer, found).door == way_to(cast.neighbour, found).door != ""
    finish_hands(cast.neighbour, found, now=now)
    thank_for_hands(cast.resident, CallForHands.objects.get(), text="谢谢", now=now)
    assert (
        told(cast.keys["volunteer"], "casework.hands.thanked")
        == told(cast.keys["neighbour"], "casework.hands.thanked")
        == 1
    )


def test_whoever_asked_for_help_says_yes_and_nobody_who_only_joined_does(cast, call, case, visit, now):
    offer = offer_hands(cast.volunteer, call, now=now)
    visit("neighbour").post(f"/cases/{case.pk}/act/", {"do": "join"})
    joined = actor_of(cast.keys["neighbour"], now=now)
    assert not choose_hands.allows(joined, case)
    with pytest.raises(NotYours):
        take_offer(joined, offer, now=now)
    page = visit("resident").get(f"/cases/{case.pk}/").content.decode()
    assert "志愿者丙" in page
    visit("resident").post(f"/cases/{case.pk}/act/", {"do": "take", "offer": offer.pk})
    assert CallForHands.objects.get().state == "accepted"


@pytest.mark.parametrize("who", ["volunteer", "neighbour", "stranger", "newcomer", "anyone", "auditor", "other_worker"])
def test_nobody_else_says_yes(cast, call, now, who):
    offer = offer_hands(cast.volunteer, call, now=now)
    with pytest.raises(NotYours):
        take_offer(getattr(cast, who), offer, now=now)


def test_after_it_is_done_nobody_sees_the_door(cast, call, visit, now):
    take_offer(cast.worker, offer_hands(cast.volunteer, call, now=now), now=now)
    finish_hands(cast.volunteer, call, now=now)
    assert way_to(cast.volunteer, CallForHands.objects.get()) is None
    assert "703" not in visit("volunteer").get(f"/hands/{call.pk}/").content.decode()


def _walled(cast, case, now):
    wall_case(cast.chair, case, person_id=cast.keys["volunteer"], reason="亲属", now=now)


def _confidential(cast, case, now):
    recategorise_case(cast.worker, case, category=cast.secret, now=now)


def _hidden(cast, case, now):
    hide_case(cast.worker, case, reason="有人名", now=now)


def _merged(cast, case, now):
    into = report_case(cast.neighbour, community=cast.here, category=cast.carry, text="同一件", now=now).case
    merge_cases(cast.worker, case, into=into, now=now)


def _unknown(cast, case, now):
    end_known(cast.worker, Person.objects.get(pk=cast.keys["volunteer"]), now=now)


@pytest.mark.parametrize("change", [_walled, _confidential, _hidden, _merged, _unknown])
def test_a_later_change_takes_back_what_the_yes_had_opened(cast, call, case, now, change):
    take_offer(cast.worker, offer_hands(cast.volunteer, call, now=now), now=now)
    assert way_to(cast.volunteer, CallForHands.objects.get()) is not None
    change(cast, case, now)
    found = CallForHands.objects.order_by("pk").first()
    helper = actor_of(cast.keys["volunteer"], now=now)
    assert not lend_hands.allows(helper, found)
    assert not CallForHands.objects.filter(lend_hands.within(helper), pk=found.pk).exists()
    assert cast.keys["volunteer"] not in lend_hands.holders(found)
    assert way_to(helper, found) is None


@pytest.mark.parametrize("change", [_walled, _confidential, _hidden, _merged, _unknown])
def test_list_row_and_people_agree_while_the_call_is_open(cast, call, case, now, change):
    change(cast, case, now)
    found = CallForHands.objects.order_by("pk").first()
    for who in ("volunteer", "neighbour", "resident", "newcomer"):
        actor = actor_of(cast.keys[who], now=now)
        allowed = lend_hands.allows(actor, found)
        assert CallForHands.objects.filter(lend_hands.within(actor), pk=found.pk).exists() == allowed
        assert (cast.keys[who] in lend_hands.holders(found)) == allowed


def test_who_is_no_longer_known_cannot_be_said_yes_to(cast, call, now):
    offer = offer_hands(cast.volunteer, call, now=now)
    _unknown(cast, call.case, now)
    with pytest.raises(Refused):
        take_offer(cast.worker, offer, now=now)


def test_who_takes_the_offer_back_leaves_the_call_open(cast, call, now):
    take_offer(cast.worker, offer_hands(cast.volunteer, call, now=now), now=now)
    give_hands_back(cast.volunteer, call, now=now)
    found = CallForHands.objects.get()
    assert (found.state, found.accepted_by) == ("open", None)
    assert told(cast.keys["neighbour"], "casework.hands.called") == 2


def test_an_accepted_call_opens_again_when_its_time_is_over_and_not_a_minute_before(cast, call, now):
    take_offer(cast.worker, offer_hands(cast.volunteer, call, now=now), now=now)
    open_late_calls(now + timedelta(hours=3, minutes=59))
    assert CallForHands.objects.get().state == "accepted"
    open_late_calls(now + timedelta(hours=4))
    assert CallForHands.objects.get().state == "open"
    assert way_to(cast.volunteer, CallForHands.objects.get()) is None
    assert told(cast.keys["worker"], "casework.hands.late") == told(cast.keys["resident"], "casework.hands.late") == 1
    assert told(cast.keys["volunteer"], "casework.hands.late") == 1
    open_late_calls(now + timedelta(hours=5))
    assert told(cast.keys["worker"], "casework.hands.late") == 1


def test_whoever_erases_themselves_leaves_nobody_waiting(cast, call, now):
    take_offer(cast.worker, offer_hands(cast.neighbour, call, now=now), now=now)
    erase_me(cast.neighbour, now=now)
    found = CallForHands.objects.get()
    assert (found.state, found.accepted_by) == ("open", None)
    assert told(cast.keys["worker"], "casework.hands.ended") == told(cast.keys["resident"], "casework.hands.ended") == 1
    assert told(cast.keys["volunteer"], "casework.hands.called") == 2
    assert found in my_hands(cast.volunteer)


def test_whose_account_is_suspended_leaves_nobody_waiting_and_is_not_called(cast, call, now):
    take_offer(cast.worker, offer_hands(cast.neighbour, call, now=now), now=now)
    account = Account.objects.create(person_id=cast.keys["neighbour"], username="neighbour", created_at=now)
    suspend_account(cast.chair, account, reason="假账号", now=now)
    found = CallForHands.objects.get()
    assert found.state == "open"
    assert cast.keys["neighbour"] not in lend_hands.holders(found)


def test_who_becomes_known_may_be_called_from_then_on(cast, call, now):
    confirm_known(cast.worker, Person.objects.get(pk=cast.keys["newcomer"]), seen="租约", now=now)
    become_willing(cast.newcomer, community=cast.here, category=cast.carry, now=now)
    assert offer_hands(cast.newcomer, call, now=now).taken_at is None


def test_known_elsewhere_is_not_known_here(cast, call, now):
    Willing.objects.create(person_id=cast.keys["stranger"], community=cast.here, category=cast.carry, since_at=now)
    assert not lend_hands.allows(cast.stranger, call)
    assert cast.keys["stranger"] not in lend_hands.holders(call)


def test_requests_of_a_worker_whose_role_ended_go_back_and_it_is_said(cast, case, now):
    accept_case(cast.worker, case, now=now)
    end_role(cast.chair, Role.objects.get(person=cast.keys["worker"]), now=now)
    case.refresh_from_db()
    assert case.lead_id == cast.keys["chair"]
    assert told(cast.keys["chair"], "casework.case.left_behind") == 1
