"""What is fixed before the first ballot, as the published file has it."""

from dataclasses import replace
from hashlib import sha256

from django.db.models import Count, Sum

from .counting.counted import Opening, Option, Roll
from .models import Ballot, RollEntry
from .papers import YES_NO

ANSWERS = {"yes": "同意", "no": "不同意", "abstain": "弃权"}


def roll_code_of(ballot: Ballot) -> str:
    """SHA-256 of the roll, a line for each who may vote: number, name, home, of owners their area, between them a tab."""
    lines = (
        f"{entry.number}\t{entry.name}\t{entry.home}{_area(entry)}\n" for entry in ballot.roll.filter(struck_why="")
    )
    return sha256("".join(lines).encode()).hexdigest()


def opening_of(ballot: Ballot) -> Opening:
    """The opening of a ballot whose rule, seed and roll are fixed."""
    if ballot.is_answer:
        options = tuple(Option(key, ANSWERS[key]) for key in YES_NO)
    else:
        options = tuple(
            Option(option.key, option.label, option.cost, option.is_woman) for option in ballot.options.all()
        )
    found = ballot.roll.filter(struck_why="").aggregate(voters=Count("pk"), area=Sum("area"))
    roll = Roll(found["voters"], ballot.roll_code, found["area"])
    return Opening(ballot.kind, ballot.question, options, ballot.rule, ballot.seed, roll, seated=tuple(ballot.seated))


def consultation_of(ballot: Ballot) -> Opening:
    """The same question, asked of those whose ballots do not count by law: nobody is elected by it, and no threshold is met."""
    counted = opening_of(ballot)
    rule = {"consultative": True} | (
        {"majority": counted.rule["majority"]}
        if ballot.is_answer
        else {"seats": ballot.seats, "most": ballot.most_marks}
    )
    return replace(counted, kind="yes_no" if ballot.is_answer else "most", rule=rule, seated=())


def _area(entry: RollEntry) -> str:
    return "" if entry.area is None else f"\t{entry.area}"
