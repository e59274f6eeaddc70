"""Training is planned, held with those who were there, and summed by kind, never by person."""

from datetime import timedelta

import pytest

from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.facts.models import Fact
from linli.team.actions import call_off_training, hold_training, plan_training
from linli.team.models import Training
from linli.team.privacy import export_team
from linli.team.queries import training_plan


def planned(cast, now, **more) -> Training:
    given = {"title": "消防演练", "kind": "safety", "day": now.date(), "minutes": 90} | more
    return plan_training(cast.chair, cast.here, now=now, **given)


def test_a_session_is_held_and_stands_in_ones_own_data(cast, now):
    training = planned(cast, now)
    people = [cast.keys["worker"], cast.keys["chair"]]
    hold_training(cast.chair, training, people=people, now=now)
    plan = training_plan(cast.worker, cast.here, now.year)
    assert (plan.planned, [t.pk for t in plan.held], [minutes for _kind, minutes in plan.by_kind]) == (
        [],
        [training.pk],
        [90],
    )
    told, _files = export_team(cast.keys["worker"])
    assert [row["training__title"] for row in told["training"]] == ["消防演练"]
    assert Fact.objects.get(kind="team.training.held").value == 2


def test_who_was_there_is_corrected_and_counted_once(cast, now):
    training = planned(cast, now)
    hold_training(cast.chair, training, people=[cast.keys["worker"]], now=now)
    hold_training(cast.chair, training, people=[cast.keys["chair"]], now=now)
    assert list(training.attendances.values_list("person", flat=True)) == [cast.keys["chair"]]
    assert Fact.objects.filter(kind="team.training.held").count() == 1


def test_it_is_not_held_before_its_day_nor_called_off_after(cast, now):
    later = planned(cast, now, day=now.date() + timedelta(days=3))
    with pytest.raises(Refused):
        hold_training(cast.chair, later, people=[], now=now)
    call_off_training(cast.chair, later, now=now)
    assert not Training.objects.exists()
    held = hold_training(cast.chair, planned(cast, now), people=[], now=now)
    with pytest.raises(Refused):
        call_off_training(cast.chair, held, now=now)


def test_strangers_neither_plan_nor_attend(cast, now):
    training = planned(cast, now)
    for who in (cast.worker, cast.other_worker, cast.resident):
        with pytest.raises(NotYours):
            hold_training(who, training, people=[], now=now)
    with pytest.raises(Missing):
        hold_training(cast.chair, training, people=[cast.keys["other_worker"]], now=now)
    with pytest.raises(Missing):
        training_plan(cast.resident, cast.here, now.year)


@pytest.mark.parametrize("given", [{"kind": "dance"}, {"minutes": 0}, {"minutes": 1441}, {"title": " "}])
def test_nonsense_is_refused(cast, now, given):
    with pytest.raises(Invalid):
        planned(cast, now, **given)


def test_the_story_on_the_pages(cast, now, visit):
    chair = visit("chair")
    given = {"do": "plan", "title": "调解实务", "kind": "mediation", "day": now.date().isoformat(), "minutes": "60"}
    assert chair.post("/desk/team/training/", given).url == "/desk/team/training/"
    assert visit("worker").post("/desk/team/training/", given).status_code == 403
    at = f"/desk/team/training/{Training.objects.get().pk}/"
    assert chair.post(at, {"do": "held", "people": [str(cast.keys["worker"])]}).url == "/desk/team/training/"
    assert "社工丁" in visit("worker").get("/desk/team/training/").content.decode()
