"""What the whole database tells of who answered what in an anonymous survey: nothing."""

import logging

import pytest
from django.db import connection, models
from tests.races import needs_postgresql

from linli.surveys import actions
from linli.surveys.codes import code_of
from linli.surveys.models import Code, Response, Words

from .conftest import PARK, Asking
from .test_answering import Walker

NUMBER = 20


def every_row() -> dict[str, list[tuple]]:
    """Every table as it lies in the database, in the order in which the rows lie there."""
    with connection.cursor() as cursor:
        tables = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names of tables from the database itself
            tables[table] = cursor.fetchall()
        return tables


@pytest.fixture
def answered(real_cast, now):
    """Twenty slips used one after the other; the keys of the sheets in the order in which they came."""
    asking = Asking(real_cast, now)
    survey = asking.opened(way="codes")
    slips = actions.print_codes(real_cast.worker, survey, NUMBER, now=now)
    for slip in slips:
        asking.answer(survey, code=code_of(slip), text=f"演示心愿{slip}")
    return asking, survey, slips


def test_neither_a_sheet_nor_words_nor_a_code_point_at_anybody_or_hold_a_moment():
    for model in (Response, Words, Code):
        fields = model._meta.get_fields()
        assert not [one.name for one in fields if isinstance(one, models.DateField | models.TimeField)]
        related = {one.related_model._meta.label_lower for one in fields if one.is_relation and one.concrete}
        assert related <= {"surveys.survey", "surveys.question", "surveys.response"}


def test_whoever_is_signed_in_stands_nowhere_beside_the_answer(asking, visit, cast, caplog):
    caplog.set_level(logging.DEBUG)
    survey = asking.opened()
    keys = [question.pk for question in survey.questions.all()]
    before = {table: len(rows) for table, rows in every_row().items()}
    walk = Walker(visit("resident"), f"/surveys/{survey.pk}/answer/")
    walk.begin()
    walk.go(**{f"q{keys[PARK]}": "1"})
    walk.go(**{f"q{keys[1]}": "5"})
    walk.go()
    walk.go(**{f"q{keys[4]}": "演示秘密心愿"})
    walk.go("send")
    after = every_row()
    grown = {table for table, rows in after.items() if len(rows) != before.get(table, 0)}
    # base_count: how often this network answered today, under a keyed digest
    assert grown - {"django_session", "people_account", "auth_user", "usersessions_usersession", "base_count"} == {
        "surveys_response",
        "surveys_words",
    }
    (sheet,), (words,) = after["surveys_response"], after["surveys_words"]
    person = cast.keys["resident"]
    assert person not in sheet[:2] + words[:3]
    assert [
        table for table, rows in after.items() if any("演示秘密心愿" in str(value) for row in rows for value in row)
    ] == ["surveys_words"]
    assert "演示秘密心愿" not in caplog.text


def test_words_hang_on_no_sheet(answered):
    assert set(Words.objects.values_list("response", flat=True)) == {None}


def test_no_key_of_a_sheet_stands_in_another_table_and_no_code_beside_an_answer(answered):
    rows = every_row()
    keys = {key for key, *_rest in Response.objects.values_list("pk", "channel")}
    keys |= set(Words.objects.values_list("pk", flat=True))
    told = [
        value
        for table, found in rows.items()
        if table not in {"surveys_response", "surveys_words"}
        for row in found
        for value in row
    ]
    assert not keys & {value for value in told if isinstance(value, int)}
    assert {one.name for one in Code._meta.get_fields()} == {"id", "survey", "is_used"}


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL keeps the order of writing until the nightly mixing"
)
def test_sqlite_keeps_no_order_of_time_at_all(answered):
    lying = [row[0] for row in every_row()["surveys_response"]]
    assert lying == sorted(lying)
    assert len(set(lying)) == NUMBER


def test_once_closed_rows_lie_in_the_order_of_their_random_keys(answered, now):
    asking, survey, slips = answered
    actions.close_survey(asking.cast.worker, survey, now=now)
    rows = every_row()
    for table in ("surveys_response", "surveys_words"):
        lying = [row[0] for row in rows[table]]
        assert lying == sorted(lying)
    said = list(Words.objects.order_by("pk").values_list("text", flat=True))
    assert said != [f"演示心愿{slip}" for slip in slips]


@needs_postgresql
def test_postgresql_wrote_all_sheets_in_one_transaction_that_used_no_code(answered, now):
    actions.mix_running(now)
    with connection.cursor() as cursor:
        found = []
        for table in ("surveys_response", "surveys_words", "surveys_code"):
            cursor.execute(f"SELECT DISTINCT xmin::text FROM {table}")  # noqa: S608  constants of ours
            found.append({row[0] for row in cursor.fetchall()})
    sheets, words, codes = found
    assert (len(sheets), len(words)) == (1, 1)
    assert not (sheets | words) & codes


def test_a_survey_with_names_keeps_its_sheets_joined_and_no_code(asking, cast):
    survey = asking.answered(is_anonymous=False)
    assert survey.signatures.count() == 36
    assert not Words.objects.filter(response=None).exists()
