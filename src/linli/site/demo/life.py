"""A year of requests. Chance decides who, where and when; it always falls the same way."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils.timezone import localdate

from linli.base.actors import HOUSE, Actor
from linli.base.errors import Refused
from linli.casework.actions import handling, hands, merging, receiving, resolving, whistles
from linli.casework.actions.receiving import Contact, Place
from linli.casework.models import Case, WhistleCall
from linli.casework.queries.categories import category_named
from linli.people.queries import actor_of, names_of

from .persons import Persons
from .places import Places

ENGLISH_EVERY = 5
STILL_OPEN_DAYS = 12
NIGHT_ENDS, NIGHT_BEGINS = 8, 21


@dataclass
class Life:
    """What a story needs at hand."""

    places: Places
    persons: Persons
    chance: random.Random
    now: datetime

    def worker(self) -> Actor:
        return self.persons.actor(self.chance.choice(["worker", "worker", "worker2"]), self.now)

    def resident(self) -> int:
        own = self.persons.by_account["resident"]
        return self.chance.choice([own, *self.persons.residents])


def live_a_year(
    places: Places,
    persons: Persons,
    stories: list[dict[str, Any]],
    *,
    now: datetime,
    cases: int,
    progress: Callable[[int], None],
) -> None:
    """Requests over the year before `now`, denser towards its end; the last days' are still open."""
    life = Life(places, persons, random.Random(20261123), now)  # noqa: S311  a lottery, not a secret
    volunteers = [persons.by_account["volunteer"], persons.by_account["lead"]]
    for key in ("carry", "errand"):
        for person in volunteers:
            hands.become_willing(
                actor_of(person, now=now),
                community=places.home,
                category=category_named(key),
                now=now - timedelta(days=390),
            )
    for number, days_ago in enumerate(sorted((life.chance.random() ** 1.4 * 365 for _n in range(cases)), reverse=True)):
        story = stories[(number * 7 + life.chance.randrange(3)) % len(stories)]
        began = _by_day(now - timedelta(days=days_ago), life.chance)
        if began < now:
            live(life, story, began, in_english=number % ENGLISH_EVERY == 4)
        progress(number + 1)


def live(life: Life, story: dict[str, Any], began: datetime, *, in_english: bool) -> None:
    """One request, as far as it has come by now."""
    by = life.resident()
    case = _report(life, story, began, by, in_english)
    moments = _moments(life, began, story["days"])
    if (life.now - began).days < STILL_OPEN_DAYS and life.chance.random() < 0.55:
        moments = moments[: life.chance.choice([0, 0, 1])]
    flow = "confidential" if case.is_confidential else story["flow"]
    for step, at in zip(STEPS[flow], moments, strict=False):
        try:
            step(life, case.pk, story, at)
        except Refused:  # a neighbour merged or withdrew it before: the story ends here
            return


def _report(life: Life, story: dict[str, Any], began: datetime, by: int, in_english: bool) -> Case:
    building = life.chance.choice(life.places.buildings)
    place = building.name_en if in_english else f"{building.road}{building.name}"
    words = story["en" if in_english else "zh"].format(place=place)
    return receiving.report_case(
        actor_of(by, now=life.now),
        community=life.places.home,
        category=category_named(story["category"]),
        text=words,
        place=Place(building=building if "{place}" in story["zh"] else None),
        contact=Contact(person_id=by, name=names_of([by])[by]),
        wants_public=not story.get("private", False),
        now=began,
    ).case


def _moments(life: Life, began: datetime, days: float) -> list[datetime]:
    """When its steps happen: accepted the same or next day, the rest spread over its days, none in the future."""
    stretched = days * life.chance.uniform(0.7, 1.5)
    soon = [life.chance.uniform(0.02, 0.3), life.chance.uniform(0.3, 1.4)]
    spread = [*(min(part, stretched / 3) for part in soon), *(stretched * part for part in (0.6, 1.0, 1.25))]
    moments = [_by_day(began + timedelta(days=part), life.chance) for part in spread]
    ordered = [max(m, began + timedelta(hours=1 + 2 * i)) for i, m in enumerate(moments)]
    return [m for m in ordered if m < life.now]


def _by_day(moment: datetime, chance: random.Random) -> datetime:
    if NIGHT_ENDS <= moment.hour < NIGHT_BEGINS:
        return moment
    return datetime.combine(localdate(moment), time(chance.randrange(9, 18), chance.randrange(60)), moment.tzinfo)


# The steps of the stories: each finds the case as it stands and does the next thing.


def _case(key: int) -> Case:
    return Case.objects.get(pk=key)


def _accept(life: Life, key: int, _story: dict[str, Any], at: datetime) -> None:
    handling.accept_case(life.worker(), _case(key), now=at)


def _answer(life: Life, key: int, story: dict[str, Any], at: datetime) -> None:
    if words := story.get("answer"):
        handling.answer_case(life.worker(), _case(key), text=words, now=at)


def _confidential_answer(life: Life, key: int, story: dict[str, Any], at: datetime) -> None:
    handling.answer_case(life.persons.actor("mediator", life.now), _case(key), text=story["answer"], now=at)


def _to_the_manager(life: Life, key: int, _story: dict[str, Any], at: datetime) -> None:
    handling.assign_case(life.worker(), _case(key), organisation=life.places.manager, now=at)


def _ask(life: Life, key: int, story: dict[str, Any], at: datetime) -> None:
    handling.ask_reporter(life.worker(), _case(key), text=story["question"], now=at)
    handling.reply_to_question(
        life.worker(), _case(key), text=story["reply"], now=at + timedelta(hours=3), on_behalf=True
    )


def _whistle(life: Life, key: int, story: dict[str, Any], at: datetime) -> None:
    office = life.places.offices[life.places.offices_for[story["category"]]]
    whistles.blow_whistle(life.worker(), _case(key), organisations=[office], text=story["ask_office"], now=at)


def _office_answers(life: Life, key: int, story: dict[str, Any], at: datetime) -> None:
    call = WhistleCall.objects.filter(whistle__case=key).order_by("-pk")[0]
    officer = life.persons.actor(
        "street" if call.organisation == life.places.offices["street"] else "department", life.now
    )
    by = officer if call.organisation_id in officer.organisations({"street_officer", "department_officer"}) else HOUSE
    if "refusal" in story:
        whistles.refuse_call(by, call, ground=story["refusal"], now=at)
        return
    what = story.get("office_does", "到场处理")
    whistles.report_call(
        by, call, who=story.get("office", "值班科室"), what=what, by_date=localdate(at + timedelta(days=3)), now=at
    )


def _silence_climbs(life: Life, key: int, _story: dict[str, Any], at: datetime) -> None:
    call = WhistleCall.objects.filter(whistle__case=key).order_by("-pk")[0]
    whistles.climb_call(HOUSE, call, now=max(at, call.due_at + timedelta(minutes=5)))


def _call_volunteers(life: Life, key: int, _story: dict[str, Any], at: datetime) -> None:
    handling.accept_case(life.worker(), _case(key), now=at)
    hands.call_for_hands(life.worker(), _case(key), now=at + timedelta(minutes=5))


def _volunteer_comes(life: Life, key: int, _story: dict[str, Any], at: datetime) -> None:
    volunteer = life.persons.actor(life.chance.choice(["volunteer", "lead"]), life.now)
    call = _case(key).calls_for_hands.get()
    hands.take_offer(life.worker(), hands.offer_hands(volunteer, call, now=at), now=at)
    hands.finish_hands(volunteer, call, now=at + timedelta(minutes=40))


def _resolve(life: Life, key: int, story: dict[str, Any], at: datetime) -> None:
    case = _case(key)
    outcome = (
        "beyond" if "beyond" in story else "promised" if "promise_days" in story else story.get("outcome", "solved")
    )
    promised = localdate(at + timedelta(days=story["promise_days"])) if outcome == "promised" else None
    by = life.persons.actor("mediator", life.now) if case.is_confidential else life.worker()
    for call in WhistleCall.objects.filter(whistle__case=key, state="reported"):
        whistles.finish_call(HOUSE, call, what=call.what, now=at - timedelta(minutes=30))
    resolving.resolve_case(
        by,
        _case(key),
        outcome=outcome,
        text=story["done"],
        promised_date=promised,
        beyond_whose=story.get("beyond", ""),
        now=at,
    )


def _rate(life: Life, key: int, story: dict[str, Any], at: datetime) -> None:
    case = _case(key)
    reporter = case.reporters.get(is_first=True)
    if reporter.person_id is None or life.chance.random() < 0.3:
        return
    by = actor_of(reporter.person_id, now=life.now)
    solved = life.chance.random() > 0.07
    stars = life.chance.choice([5, 5, 4, 4, 3]) if solved else life.chance.choice([1, 2])
    resolving.rate_case(
        by, case, reporter=reporter, is_solved=solved, stars=stars, text="" if solved else "过两天又这样了。", now=at
    )
    if not solved:
        _try_again(life, key, by, at)
    call = case.calls_for_hands.filter(state="done").first()
    if call and "thanks" in story:
        hands.thank_for_hands(by, call, text=story["thanks"], now=at)


def _try_again(life: Life, key: int, by: Actor, at: datetime) -> None:
    again = _by_day(at + timedelta(days=2), life.chance)
    if again >= life.now - timedelta(days=1):
        return
    worker = life.worker()
    handling.answer_case(
        worker, _case(key), text="对不起，我们再去一次，这回请主任一起看。", now=again - timedelta(hours=6)
    )
    resolving.resolve_case(worker, _case(key), outcome="solved", text="返工完成，和居民一起验收。", now=again)
    reporter = _case(key).reporters.get(is_first=True)
    resolving.rate_case(
        by, _case(key), reporter=reporter, is_solved=True, stars=4, text="这次好了。", now=again + timedelta(hours=5)
    )


def _decline(life: Life, key: int, story: dict[str, Any], at: datetime) -> None:
    resolving.decline_case(life.worker(), _case(key), reason=story["answer"], now=at)


def _join_earlier(life: Life, key: int, _story: dict[str, Any], at: datetime) -> None:
    """Where the same is open already in the same building, the younger one goes on with the older."""
    case = _case(key)
    same = Case.objects.filter(
        category=case.category_id, building=case.building_id, state__in=["accepted", "in_progress"]
    )
    older = same.exclude(pk=key).filter(building__isnull=False, is_confidential=False).order_by("pk").first()
    if older:
        merging.merge_cases(life.worker(), case, into=older, now=at)
    else:
        handling.accept_case(life.worker(), case, now=at)


STEPS: dict[str, list[Callable[[Life, int, dict[str, Any], datetime], None]]] = {
    "simple": [_join_earlier, _answer, _resolve, _rate],
    "unit": [_accept, _to_the_manager, _answer, _resolve, _rate],
    "ask": [_accept, _ask, _answer, _resolve, _rate],
    "whistle": [_accept, _whistle, _office_answers, _resolve, _rate],
    "refused": [_answer, _whistle, _office_answers, _resolve, _rate],
    "climb": [_answer, _whistle, _silence_climbs, _resolve, _rate],
    "hands": [_call_volunteers, _volunteer_comes, _resolve, _rate],
    "promise": [_accept, _answer, _resolve, _rate],
    "declined": [_decline],
    "confidential": [_confidential_answer, _resolve],
}
