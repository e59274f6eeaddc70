"""Chinese is found by any word of it, in the very index that the database keeps, and no typing breaks the search."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.base.search_text import index_words, postgres_query, similar, sqlite_query

HAN = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=30)
on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL")
same_index = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='unicode61')")
        yield made


def finds(index: sqlite3.Connection, text: str, words: str) -> bool:
    index.execute("DELETE FROM words")
    index.execute("INSERT INTO words VALUES (?)", [index_words(text)])
    return bool(index.execute("SELECT count(*) FROM words WHERE text MATCH ?", [sqlite_query(words)]).fetchone()[0])


@pytest.mark.parametrize("words", ["路灯", "灯", "三栋", "路灯 三栋", "三栋，路灯", "LED", "led 路灯", "ＬＥＤ", "12"])
def test_any_word_of_a_text_finds_it(index, words):
    assert finds(index, "三栋门口的路灯（LED）坏了12天", words)


@pytest.mark.parametrize("words", ["灯路", "路口", "四栋", "路灯 四栋", "LE"])
def test_what_does_not_stand_there_does_not_find_it(index, words):
    assert not finds(index, "三栋门口的路灯（LED）坏了12天", words)


@pytest.mark.parametrize("character", ["𠮷", "𬭊", "𰻝", "〇", "々"])
def test_a_rare_character_of_a_name_is_found(index, character):
    assert finds(index, f"住户{character}先生", character)


@same_index
@given(HAN, st.integers(0, 29), st.integers(1, 30))
def test_every_stretch_of_a_text_finds_it(index, text, start, length):
    start %= len(text)
    assert finds(index, text, text[start : start + length])


@same_index
@given(st.text(max_size=60))
def test_no_typing_breaks_the_search(index, words):
    index.execute("SELECT count(*) FROM words WHERE text MATCH ?", [sqlite_query(words) or '"x"']).fetchone()


@pytest.mark.parametrize("words", ["* OR 1", "NEAR(a b)", "text : x", "-a", "'; DROP TABLE words; --", "^x", "a\x00b"])
def test_an_operator_is_a_word_like_others(index, words):
    assert not finds(index, "路灯", words)


@pytest.mark.parametrize("words", ["", "  ", "，。", "😀", "()", '"'])
def test_where_nothing_can_be_searched_the_query_is_empty(words):
    assert sqlite_query(words) == postgres_query(words) == ""


def test_a_very_long_question_is_cut():
    assert sqlite_query("甲 " * 1000).count('"') == 24


@on_postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "found"), [("路灯", True), ("三栋 LED", True), ("灯路", False), ("路灯 四栋", False)]
)
def test_postgres_finds_the_same(words, found):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_tsvector('simple', %s) @@ to_tsquery('simple', %s)",
            [index_words("三栋门口的路灯（LED）坏了12天"), postgres_query(words)],
        )
        assert cursor.fetchone() == (found,)


@on_postgres
@same_index
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_no_typing_breaks_the_search_of_postgres(db, words):
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsquery('simple', %s)", [postgres_query(words)])


def test_likeness_is_between_nothing_and_one():
    assert similar("三栋路灯不亮", "三栋路灯不亮") == 1
    assert similar("三栋路灯坏了", "路灯坏了，三栋") > similar("三栋路灯坏了", "五栋电梯停了")
    assert similar("", "路灯") == 0
