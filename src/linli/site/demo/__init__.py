"""Plainly invented life for trying Linli out: four real neighbourhoods, invented people, one of them with a year behind it.

Everything is done through actions, as people would have done it, on the days on which they would have.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Refused
from linli.casework.actions.starter import load_categories, read_starter
from linli.places.queries import communities

from .ballots import hold_ballots
from .budgets import share_out_money
from .elections import hold_election
from .funds import live_a_budget
from .gate import stand_at_the_gate
from .life import live_a_year
from .meetings import hold_meetings
from .paperwork import fill_forms
from .persons import Persons, add_persons
from .places import Places, add_places
from .publication import publish_affairs
from .records import keep_records
from .surveys import ask_around
from .team import man_the_posts
from .topics import discuss_topics

HERE = Path(__file__).parent


@action
def build(by: Actor, *, now: datetime, cases: int, progress: Callable[[int], None] = lambda _done: None) -> None:
    """Set up the demonstration in an empty installation, with `cases` requests over the year before `now`.

    Refused if anything is served here already. All or nothing, by the one transaction; nothing else writes before the first start.
    """
    if communities():
        raise Refused(_("Communities are served here already: the demonstration is for an empty installation."))
    beginning = now - timedelta(days=400)
    places: Places = add_places(load("places"), load("divisions"), now=beginning)
    load_categories(by, read_starter(), now=beginning)
    persons: Persons = add_persons(places, now=beginning)
    live_a_year(places, persons, load("stories"), now=now, cases=cases, progress=progress)
    keep_records(places, persons, now=now)
    share_out_money(places, persons, now=now)
    live_a_budget(places, persons, now=now)
    man_the_posts(places, persons, now=now)
    stand_at_the_gate(places, persons, now=now)
    fill_forms(places, persons, now=now)
    hold_ballots(places, persons, now=now)
    hold_election(places, persons, now=now)
    hold_meetings(places, persons, now=now)
    discuss_topics(places, persons, now=now)
    publish_affairs(places, persons, now=now)
    ask_around(places, persons, now=now)


def load(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
