"""What is fixed before the first ballot, as the published file has it."""

from hashlib import sha256

from .counting.counted import Opening, Option, Roll
from .models import Ballot
from .papers import YES_NO

ANSWERS = {"yes": "同意", "no": "不同意", "abstain": "弃权"}


def roll_code_of(ballot: Ballot) -> str:
    """SHA-256 of the roll, a line for each who may vote: number, name, home, between them a tab."""
    lines = (f"{entry.number}\t{entry.name}\t{entry.home}\n" for entry in ballot.roll.filter(struck_why=""))
    return sha256("".join(lines).encode()).hexdigest()


def opening_of(ballot: Ballot, *, voters: int) -> Opening:
    """The opening of a ballot whose rule, seed and roll are fixed."""
    if ballot.kind == Ballot.Kind.YES_NO:
        options = tuple(Option(key, ANSWERS[key]) for key in YES_NO)
    else:
        options = tuple(Option(option.key, option.label) for option in ballot.options.all())
    return Opening(ballot.kind, ballot.question, options, ballot.rule, ballot.seed, Roll(voters, ballot.roll_code))
