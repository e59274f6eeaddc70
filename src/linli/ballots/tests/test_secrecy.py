"""What the whole database, and everything that is logged, tells of who chose what: nothing."""

import logging

import pytest
from django.db import connection, models
from tests.races import needs_postgresql

from linli.ballots.actions import open_box
from linli.ballots.models import BallotPaper, RollEntry, SealedBallot

from .conftest import VOTERS, VOTING, Steps

CHOICES = ["o1", "o2", "o3", "o2", "o2", "o1", "o3", "o2", "o1", "o2", "o3", "o1"]


@pytest.fixture
def finished(real_cast, now, caplog):
    """Everybody voted; receipts in the order in which they were given out. The box is open and counted."""
    caplog.set_level(logging.DEBUG)
    steps = Steps(real_cast, now)
    steps.people()
    ballot, slips = steps.opened()
    receipts = [steps.vote(entry, choice) for entry, choice in zip(ballot.roll.all(), CHOICES, strict=True)]
    return open_box(real_cast.chair, steps.closed(ballot), slips, now=now + VOTING), receipts


def every_row() -> dict[str, list[tuple]]:
    """Every table as it lies in the database, in the order in which the rows lie there."""
    with connection.cursor() as cursor:
        tables = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names of tables from the database itself
            tables[table] = cursor.fetchall()
        return tables


def test_a_receipt_stands_in_the_published_list_and_nowhere_else(finished, caplog):
    _ballot, receipts = finished
    for receipt in receipts:
        found = [
            table for table, rows in every_row().items() if any(receipt in str(value) for row in rows for value in row)
        ]
        assert found == ["ballots_ballotpaper"]
        assert receipt not in caplog.text


def test_nothing_of_a_voter_stands_beside_a_ballot(finished):
    """Of all values of a paper only the ballot's own key stands in a row of the roll, and that is the same for everybody."""
    names = {field.name: field for field in BallotPaper._meta.get_fields()}
    assert set(names) == {"id", "ballot", "receipt", "choice", "invalid", "area", "is_consultative"}
    related = {f.related_model for f in names.values() if f.is_relation}
    assert RollEntry not in related


@pytest.mark.parametrize("model", [RollEntry, SealedBallot, BallotPaper])
def test_neither_a_mark_nor_a_ballot_has_a_moment(model):
    assert not [
        field.name for field in model._meta.get_fields() if isinstance(field, models.DateField | models.TimeField)
    ]


def test_rows_and_keys_lie_in_the_order_of_the_receipts_which_is_random(finished):
    _ballot, receipts = finished
    rows = every_row()["ballots_ballotpaper"]
    lying = [next(value for value in row if value in receipts) for row in rows]
    assert lying == sorted(receipts)
    assert lying == list(BallotPaper.objects.order_by("pk").values_list("receipt", flat=True))
    assert sorted(lying) != receipts


def test_what_was_sealed_is_gone(finished):
    assert every_row()["ballots_sealedballot"] == []


def test_while_people_vote_the_box_tells_nothing(real_cast, now):
    steps = Steps(real_cast, now)
    steps.people()
    ballot, slips = steps.opened()
    receipts = [steps.vote(entry, "o1") for entry in ballot.roll.all()]
    sealed = [bytes(one) for one in SealedBallot.objects.values_list("sealed", flat=True)]
    assert len({len(one) for one in sealed}) == 1
    assert len(set(sealed)) == VOTERS
    told = " ".join(str(value) for rows in every_row().values() for row in rows for value in row)
    assert not [secret for secret in (*receipts, *slips) if secret in told]


def test_no_fact_says_that_somebody_voted(finished):
    from linli.facts.models import Fact

    kinds = set(Fact.objects.filter(kind__startswith="ballots.").values_list("kind", flat=True))
    assert kinds == {
        "ballots.ballot.drafted",
        "ballots.roll.posted",
        "ballots.ballot.opened",
        "ballots.ballot.closed",
        "ballots.ballot.counted",
    }


@needs_postgresql
def test_postgresql_wrote_all_ballots_in_one_transaction_that_marked_nobody(finished):
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM ballots_ballotpaper")
        papers = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT DISTINCT xmin::text FROM ballots_rollentry")
        marks = {row[0] for row in cursor.fetchall()}
    assert len(papers) == 1
    assert not papers & marks
