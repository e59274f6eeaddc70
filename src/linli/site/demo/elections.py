"""An election of the residents' committee whose candidates are published: the roll is posted, people vote in ten days."""

from datetime import datetime, timedelta

from linli.ballots.actions import build_roll, post_roll
from linli.elections.actions import ask_nominee, call_election, join_committee, list_candidates, nominate
from linli.elections.models import Election

from .persons import Persons
from .places import Places

WORDS = (
    "想把楼道照明和电动车充电这两件事办好。",
    "做了六年楼组长，愿意多走几户人家。",
    "会记账，愿意把每一笔都讲清楚。",
    "熟悉老年人的事，想办好周末食堂。",
)


def hold_election(places: Places, persons: Persons, *, now: datetime) -> None:
    """Four candidates for three seats, the first named by ten voters, the others by the party organisation."""
    then = now - timedelta(days=10)
    worker, chair = persons.actor("worker", then), persons.actor("chair", then)
    election = call_election(
        chair,
        places.home,
        kind="full",
        title="居委会委员换届选举（演示）",
        post="委员",
        seats=3,
        women=1,
        votes_by="person",
        now=then,
    )
    build_roll(worker, election.ballot, now=then)
    post_roll(chair, election.ballot, now=then)
    election = Election.objects.get(pk=election.pk)
    for name in ("选委·榕树", "选委·樟树", "选委·松树"):
        join_committee(chair, election, name=name, is_head=name.endswith("榕树"), now=then)
    numbers = list(election.ballot.roll.values_list("number", flat=True))
    for place, about in enumerate(WORDS):
        backers = numbers[-10:] if place == 0 and len(numbers) > 14 else []
        nominee = nominate(
            worker, election, number=numbers[place], is_woman=place % 2 == 0, about=about, backers=backers, now=then
        )
        ask_nominee(worker, nominee, has_agreed=True, now=then)
    list_candidates(chair, election, is_free_of_relatives=True, now=then)
