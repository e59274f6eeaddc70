"""A request from the first word to the rating, by actions alone."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests.days import ON_TIME, TOO_LATE, moments

from linli.base.errors import ChangedMeanwhile, Invalid, NotYours, Refused
from linli.casework.actions import handling, receiving, resolving, whistles
from linli.casework.models import Case, Event
from linli.casework.queries.cases import Filter, desk_cases, get_case, public_cases, similar_cases
from linli.facts.models import Fact


def report(cast, now, **more):
    given = {
        "community": cast.here,
        "category": cast.light,
        "text": "三栋门口的路灯坏了两天",
        "now": now,
        "place": receiving.Place(building=cast.building),
    }
    return receiving.report_case(cast.resident, **given | more).case


def test_a_request_goes_from_the_first_word_to_the_rating(cast, now):
    case = report(cast, now)
    assert case.state == "new"
    assert case.accept_due_at is not None
    case = handling.accept_case(cast.worker, case, now=now)
    assert case.lead_id == cast.keys["worker"]
    case = handling.answer_case(cast.worker, case, text="明天上午电工来修。", now=now)
    whistle = whistles.blow_whistle(
        cast.worker, case, organisations=[cast.office, cast.works], text="请协助更换灯杆", now=now
    )
    first = whistle.calls.get(organisation=cast.office)
    whistles.accept_call(cast.street_officer, first, now=now)
    with pytest.raises(NotYours):
        whistles.refuse_call(
            cast.street_officer, whistle.calls.get(organisation=cast.works), ground="不归我管", now=now
        )
    case = resolving.resolve_case(cast.worker, case, outcome="solved", text="灯已换好。", now=now)
    rating = resolving.rate_case(cast.resident, case, reporter=case.reporters.get(), is_solved=True, stars=5, now=now)
    case.refresh_from_db()
    assert (case.state, rating.stars) == ("closed", 5)
    assert list(whistle.calls.order_by("pk").values_list("state", flat=True)) == ["ended", "ended"]
    keys = list(Event.objects.filter(case=case).values_list("key", flat=True))
    facts = list(
        Fact.objects.filter(subject="casework.case", subject_id=case.pk).order_by("id").values_list("kind", flat=True)
    )
    assert keys == facts


def test_not_solved_reopens_and_the_clocks_start_again(cast, now):
    case = handling.accept_case(cast.worker, report(cast, now), now=now)
    case = resolving.resolve_case(cast.worker, case, outcome="explained", text="已解释。", now=now)
    resolving.rate_case(cast.resident, case, reporter=case.reporters.get(), is_solved=False, stars=1, now=now)
    case.refresh_from_db()
    assert (case.state, case.reopened_count) == ("reopened", 1)
    assert case.next_due_at == case.accept_due_at


@pytest.mark.parametrize("moment", [*ON_TIME, TOO_LATE])
def test_what_ended_is_reopened_until_the_fifteenth_day_is_over(cast, now, moment):
    case = handling.accept_case(cast.worker, report(cast, now), now=now)
    case = resolving.resolve_case(cast.worker, case, outcome="explained", text="已解释。", now=now)
    then = moments(localdate(now) + timedelta(days=15))[moment]
    with pytest.raises(Refused, match="15 天") if moment == TOO_LATE else nullcontext():
        resolving.reopen_case(cast.resident, case, reason="又坏了", now=then)
    assert Case.objects.get(pk=case.pk).state == ("resolved" if moment == TOO_LATE else "reopened")


def test_a_stranger_handles_nothing_and_nothing_is_stored(cast, now):
    case = report(cast, now)
    for actor in (cast.stranger, cast.other_worker, cast.auditor, cast.administrator, cast.anyone, cast.volunteer):
        with pytest.raises(NotYours):
            handling.accept_case(actor, case, now=now)
    assert Case.objects.get().version == case.version


def test_the_later_of_two_writers_hears_of_the_first(cast, now):
    case = report(cast, now)
    handling.accept_case(cast.worker, case, now=now, seen=case.version)
    with pytest.raises(ChangedMeanwhile):
        handling.answer_case(cast.chair, case, text="我来处理", now=now, seen=case.version)


def test_one_press_of_the_button_is_one_case(cast, now):
    from linli.base.links import new_id

    press = new_id()
    first, second = (
        receiving.report_case(
            cast.anyone, community=cast.here, category=cast.light, text="灯不亮", now=now, submission=press
        )
        for _ in range(2)
    )
    assert first.case.pk == second.case.pk
    assert not second.is_new


def test_a_confidential_case_is_seen_by_the_named_roles_alone(cast, now):
    case = report(cast, now, category=cast.secret, text="求助")
    assert case.is_public is False
    for actor in (cast.chair, cast.mediator, cast.resident):
        assert get_case(actor, case.pk).pk == case.pk
    for actor in (
        cast.worker,
        cast.street_officer,
        cast.coordinator,
        cast.auditor,
        cast.administrator,
        cast.neighbour,
        cast.anyone,
    ):
        with pytest.raises(Refused):
            get_case(actor, case.pk)
    assert public_cases(cast.chair, Filter()).rows == []
    assert [c.pk for c in desk_cases(cast.mediator, "open", Filter(), now=now).rows] == [case.pk]


def test_the_wall_hides_a_case_from_whom_it_concerns(cast, now):
    case = handling.wall_case(
        cast.chair, report(cast, now, wants_public=False), person_id=cast.keys["worker"], reason="当事人", now=now
    )
    with pytest.raises(Refused):
        get_case(cast.worker, case.pk)


def test_the_same_lamp_reported_twice_is_offered(cast, now):
    case = report(cast, now)
    found = similar_cases(
        cast.anyone, community=cast.here, category=cast.light, text="门口路灯坏了", building=cast.building, now=now
    )
    assert [c.pk for c in found] == [case.pk]


def test_a_promise_needs_a_coming_day(cast, now):
    case = handling.accept_case(cast.worker, report(cast, now), now=now)
    with pytest.raises(Invalid):
        resolving.resolve_case(cast.worker, case, outcome="promised", text="会修", now=now, promised_date=now.date())
    case.refresh_from_db()
    assert case.state == "accepted"


def test_words_find_cases_and_operators_do_not_break_the_search(cast, now):
    case = report(cast, now)
    assert [c.pk for c in public_cases(cast.anyone, Filter(words="路灯")).rows] == [case.pk]
    assert public_cases(cast.anyone, Filter(words='" OR NEAR( * AND')).rows == []
