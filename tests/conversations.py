"""Real conversations, from a folder of them."""

import csv
from pathlib import Path

import numpy as np

from linli.deliberation.opinions import Votes

CONVERSATIONS = Path(__file__).parents[2] / "shared" / "data" / "polis"


def read_conversation(folder: Path) -> Votes:
    """Votes on the statements that moderation left standing."""
    with (folder / "comments.csv").open(encoding="utf-8") as comments:
        out = {row["comment-id"] for row in csv.DictReader(comments) if row["moderated"] == "-1"}
    with (folder / "participants-votes.csv").open(encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    columns = [place for place, name in enumerate(head) if name.isdigit() and name not in out]
    cells = [
        (who, what, int(float(row[place])))
        for who, row in enumerate(rows)
        for what, place in enumerate(columns)
        if place < len(row) and row[place]
    ]
    who, what, how = np.array(cells).T
    return Votes(who, what, how, len(rows), len(columns))
