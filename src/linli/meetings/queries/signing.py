"""Who may sign a demand on paper: residents of age, found by name or home. Whether they have is not told."""

from datetime import date

from linli.base.actors import Actor
from linli.base.rules import rule
from linli.records.queries.voters import Voter, voters

from ..models import Demand

MOST = 20


def residents_to_sign(reader: Actor, demand: Demand, *, words: str, on: date) -> list[Voter]:
    """For those who keep the records. NotYours for others."""
    everybody = voters(reader, demand.community, age=int(rule("meetings.voting_age", on=on).value), on=on).voters
    return [one for one in everybody if words in one.name or words in one.home][:MOST]
