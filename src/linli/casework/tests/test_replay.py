"""Random histories: what the lines and the facts tell is what stands in the tables, and no fact knows a person."""

import json
import random
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

import pytest

from linli.base.actors import HOUSE
from linli.base.errors import Refused
from linli.casework.actions import handling, hands, merging, receiving, resolving, whistles
from linli.casework.actions.receiving import Contact
from linli.casework.models import Case, Event, Rating, WhistleCall
from linli.casework.transitions import TRANSITIONS
from linli.facts.models import Fact

TEXT, NAME, TELEPHONE = "独一无二的诉求文字", "独一无二的名字", "13800138000"
STEPS = 60


def live(cast, now, chance: random.Random) -> None:
    """Sixty things done by people who may or may not do them; what is refused leaves no trace."""
    for step in range(STEPS):
        at = now + timedelta(hours=3 * step)
        with suppress(Refused):
            chance.choice(DEEDS)(cast, at, chance)


def anybody(cast, chance):
    return getattr(cast, chance.choice(["resident", "worker", "worker", "chair", "volunteer", "department_officer"]))


def some_case(chance) -> Case:
    keys = list(Case.objects.values_list("pk", flat=True))
    if not keys:
        raise Refused
    return Case.objects.get(pk=chance.choice(keys))


def report(cast, at, chance):
    category = chance.choice([cast.light, cast.carry, cast.secret])
    contact = Contact(cast.resident.person_id, NAME, TELEPHONE, "a@example.org")
    receiving.report_case(cast.resident, community=cast.here, category=category, text=TEXT, contact=contact, now=at)


def rate(cast, at, chance):
    case = some_case(chance)
    solved = chance.random() < 0.6
    resolving.rate_case(
        cast.resident,
        case,
        reporter=case.reporters.first(),
        is_solved=solved,
        stars=chance.randint(1, 5),
        text=TEXT,
        now=at,
    )


def whistle(cast, at, chance):
    offices = chance.sample([cast.works, cast.office], chance.randint(1, 2))
    whistles.blow_whistle(cast.worker, some_case(chance), organisations=offices, text=TEXT, now=at)


def answer_call(cast, at, chance):
    calls = list(WhistleCall.objects.all())
    if calls:
        call = chance.choice(calls)
        by = cast.department_officer if call.organisation == cast.works else cast.street_officer
        verb = chance.choice(["accept", "report", "refuse", "finish", "climb"])
        more = {
            "report": {"who": NAME, "what": TEXT, "by_date": at.date()},
            "refuse": {"ground": TEXT},
            "finish": {"what": TEXT},
        }
        act = {
            "accept": whistles.accept_call,
            "report": whistles.report_call,
            "refuse": whistles.refuse_call,
            "finish": whistles.finish_call,
            "climb": whistles.climb_call,
        }[verb]
        act(HOUSE if verb == "climb" else by, call, now=at, **more.get(verb, {}))


def resolve(cast, at, chance):
    outcome = chance.choice(["solved", "explained", "beyond", "promised"])
    more = (
        {"beyond_whose": "区水务局"}
        if outcome == "beyond"
        else {"promised_date": at.date() + timedelta(days=5)}
        if outcome == "promised"
        else {}
    )
    resolving.resolve_case(anybody(cast, chance), some_case(chance), outcome=outcome, text=TEXT, now=at, **more)


def merge(cast, at, chance):
    merging.merge_cases(cast.worker, some_case(chance), into=some_case(chance), now=at)


def simple(act, **more):
    return lambda cast, at, chance: act(anybody(cast, chance), some_case(chance), now=at, **more)


DEEDS = [
    report,
    report,
    report,
    rate,
    rate,
    whistle,
    answer_call,
    answer_call,
    resolve,
    resolve,
    merge,
    simple(handling.accept_case),
    simple(handling.accept_case),
    simple(handling.start_case),
    simple(handling.answer_case, text=TEXT),
    simple(handling.ask_reporter, text=TEXT),
    simple(handling.reply_to_question, text=TEXT),
    simple(handling.note_case, text=TEXT),
    simple(handling.extend_case, working_minutes=600, reason=TEXT),
    simple(resolving.decline_case, reason=TEXT),
    simple(resolving.reopen_case, reason=TEXT),
    simple(hands.call_for_hands),
    simple(resolving.follow_up_promise, was_kept=False, text=TEXT),
]


@pytest.mark.parametrize("seed", range(12))
def test_what_was_told_is_what_stands(cast, now, seed):
    live(cast, now, random.Random(seed))
    known = {(t.before, t.after) for t in TRANSITIONS}
    for case in Case.objects.all():
        lines = list(Event.objects.filter(case=case).order_by("pk"))
        assert lines[0].state_after == "new"
        assert lines[-1].state_after == case.state
        assert max(line.version for line in lines) == case.version
        assert all(earlier.version <= later.version for earlier, later in pairwise(lines))
        moves = {(a.state_after, b.state_after) for a, b in pairwise(lines) if a.state_after != b.state_after}
        assert moves <= known
        assert case.is_public == (
            case.wants_public and not case.is_confidential and not case.hidden_reason and case.state != "merged"
        )
    assert Case.objects.exists()


@pytest.mark.parametrize("seed", range(12, 18))
def test_every_line_of_history_has_its_fact_and_no_fact_knows_a_person(cast, now, seed):
    live(cast, now, random.Random(seed))
    lines = Counter(Event.objects.values_list("key", flat=True))
    facts = Counter(Fact.objects.filter(kind__in=lines).values_list("kind", flat=True))
    assert facts == lines
    rated = Fact.objects.filter(kind="casework.case.rated")
    assert sorted(rated.values_list("value", flat=True)) == sorted(Rating.objects.values_list("stars", flat=True))
    for fact in Fact.objects.all():
        told = json.dumps(fact.attributes, ensure_ascii=False)
        assert not [word for word in (TEXT, NAME, TELEPHONE, "example.org", "居民甲", "社工丁") if word in told]
