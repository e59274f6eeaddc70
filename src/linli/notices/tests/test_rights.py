"""List and row agree: what a query lists is what the right allows, for everybody of the cast."""

import pytest

from linli.base.actions import action
from linli.base.actors import HOUSE
from linli.base.errors import Missing, NotYours
from linli.notices.actions import add_channel, tell, tell_address, tell_office, try_again
from linli.notices.kinds import TEST
from linli.notices.models import Delivery
from linli.notices.permissions import keep_channels, see_delivery
from linli.notices.queries import channels_of, failed_deliveries, office_kept, offices
from linli.places.models import Organisation

EVERYBODY = [
    "resident",
    "volunteer",
    "worker",
    "chair",
    "stranger",
    "other_worker",
    "street_officer",
    "department_officer",
    "unit_contact",
    "coordinator",
    "auditor",
    "administrator",
    "anyone",
]


@pytest.mark.parametrize("who", EVERYBODY)
def test_offices_kept_in_the_list_are_those_kept_one_by_one(cast, who):
    actor = getattr(cast, who)
    listed = set(Organisation.objects.filter(keep_channels.within(actor)))
    assert listed == {o for o in Organisation.objects.all() if keep_channels.allows(actor, o)}


@pytest.mark.parametrize("who", EVERYBODY)
def test_deliveries_in_the_list_are_those_seen_one_by_one(cast, now, who):
    some_deliveries(cast, now)
    actor = getattr(cast, who)
    listed = set(Delivery.objects.filter(see_delivery.within(actor)))
    assert listed == {d for d in Delivery.objects.all() if see_delivery.allows(actor, d)}


def test_each_keeps_what_is_theirs(cast):
    kept = {
        who: {o.name for o in Organisation.objects.filter(keep_channels.within(getattr(cast, who)))}
        for who in EVERYBODY
    }
    assert kept["administrator"] == {"南石头街道办事处", "区城管局", "某物业"}
    assert kept["chair"] == {"某物业"}
    assert kept["street_officer"] == {"南石头街道办事处"}
    assert kept["department_officer"] == {"区城管局"}
    assert kept["unit_contact"] == {"某物业"}
    assert not any(kept[who] for who in ("resident", "worker", "other_worker", "auditor", "coordinator", "anyone"))


def test_what_is_not_yours_is_as_if_it_were_not_there(cast, now):
    channel = add_channel(HOUSE, cast.works, kind="email", address="works@example.org", now=now)
    some_deliveries(cast, now)
    row = Delivery.objects.filter(organisation=cast.works).first()
    with pytest.raises(Missing):
        office_kept(cast.chair, cast.works.pk)
    with pytest.raises(Missing):
        try_again(cast.chair, row.pk, now=now)
    with pytest.raises(Missing):
        try_again(cast.administrator, 987654, now=now)
    with pytest.raises(NotYours):
        channels_of(cast.chair, channel.organisation)
    with pytest.raises(NotYours):
        add_channel(cast.worker, cast.manager, kind="email", address="a@example.org", now=now)
    assert offices(cast.worker) == []


def test_private_failures_are_the_administrators_and_say_nothing_of_the_person(cast, now):
    some_deliveries(cast, now)
    Delivery.objects.update(state="given_up")
    assert {d.organisation_id for d in failed_deliveries(cast.chair)} == {cast.manager.pk}
    assert None in {d.organisation_id for d in failed_deliveries(cast.administrator)}


@action
def some_deliveries(cast, now):
    values = {"office": "某办"}
    tell_office(HOUSE, TEST, organisation_id=cast.works.pk, values=values, path="/", now=now)
    for office in (cast.office, cast.manager):
        add_channel(HOUSE, office, kind="email", address="office@example.org", now=now)
        tell_office(HOUSE, TEST, organisation_id=office.pk, values=values, path="/", now=now)
    for community in (cast.here.pk, cast.there.pk, None):
        tell_address(
            HOUSE, TEST, email="a@example.org", language="en", values=values, path="/", now=now, community_id=community
        )
    tell(HOUSE, TEST, to=[cast.keys["resident"]], values=values, path="/", now=now)
