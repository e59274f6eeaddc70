"""What is remembered is what stands in the database, whoever changed it, and is nobody else's to change."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.races import at_once, needs_postgresql

from linli.base import remembered
from linli.base.models import Token
from linli.base.remembered import WATCHED, install_triggers, tokens_read_once
from linli.casework.models import Category
from linli.casework.queries.categories import categories, category_named
from linli.places.queries import community_named


@pytest.fixture
def settings_there(transactional_db):
    """Tokens as after `migrate`: emptying the database for a test takes them too."""
    install_triggers(connection)
    remembered._kept.clear()
    yield
    remembered._kept.clear()


def made(key: str = "light") -> Category:
    return Category.objects.create(key=key, name="路灯", group="公共设施", good="self_government", position=1)


def names() -> list[str]:
    return [category.name for category in categories(None)]


def asked() -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        names()
    return [query["sql"] for query in queries]


def test_the_second_time_only_the_tokens_are_asked(settings_there):
    made()
    names()
    assert [sql.split(" FROM ")[1] for sql in asked()] == ["base_token"]


def test_within_a_request_the_tokens_are_asked_once(settings_there):
    made()
    names()
    with tokens_read_once():
        names()
        assert asked() == []


CHANGES = {
    "a row is saved": lambda: Category.objects.get().save(),
    "rows are updated": lambda: Category.objects.update(name="电灯"),
    "a row is added": lambda: made("lift"),
    "many are added": lambda: Category.objects.bulk_create(
        [Category(key="a", name="甲", group="其他", good="self_government")]
    ),
    "they go": lambda: Category.objects.all().delete(),
    "a console writes": lambda: connection.cursor().execute("UPDATE casework_category SET name = '手改'"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whoever_changes_it_the_next_answer_is_the_new_one(settings_there, change):
    made()
    names()
    CHANGES[change]()
    assert names() == list(Category.objects.order_by("position", "pk").values_list("name", flat=True))
    assert len(asked()) == 1


@needs_postgresql
def test_another_connection_is_heard_too(settings_there):
    made()
    names()
    at_once(1, lambda _place: Category.objects.update(name="别处改"))
    assert names() == ["别处改"]


def test_within_a_transaction_its_own_change_is_seen_and_what_is_taken_back_was_never_kept(settings_there):
    made()
    names()
    with transaction.atomic():
        Category.objects.update(name="会撤回")
        assert names() == ["会撤回"]
        transaction.set_rollback(True)
    assert names() == ["路灯"]
    with transaction.atomic():
        Category.objects.update(name="留下")
    assert names() == ["留下"]


def test_a_transaction_keeps_what_stands_under_the_tokens_from_before_it_and_not_its_own_change(settings_there):
    made()
    with tokens_read_once(), transaction.atomic():
        names()
    assert remembered._kept == {}  # nobody had asked for the tokens before
    with tokens_read_once():
        category_named("light")
        with transaction.atomic():
            names()
            assert len(remembered._kept) == 2
            Category.objects.update(name="改")
            assert [c.name for c in categories(None)] == ["改"]
            assert category_named("light").name == "改"
            transaction.set_rollback(True)
    assert names() == ["路灯"]


def test_what_somebody_does_to_their_copy_nobody_else_sees(settings_there):
    made()
    mine = categories(None)
    mine[0].name = "我的"
    mine.clear()
    assert names() == ["路灯"]


def test_what_is_joined_to_a_row_is_ones_own_too(settings_there, real_cast):
    slug = real_cast.here.slug
    community_named(slug)
    community_named(slug).division.name = "别处"
    assert community_named(slug).division.name != "别处"


def test_without_a_token_nothing_is_kept(settings_there):
    made()
    Token.objects.all().delete()
    names()
    Category.objects.update(name="没有记号")
    assert names() == ["没有记号"]
    assert remembered._kept == {}


def test_every_table_that_is_remembered_from_is_watched_after_a_migration(db):
    assert set(Token.objects.values_list("name", flat=True)) == WATCHED


def test_arguments_that_are_rows_are_told_apart_by_their_key(settings_there, real_cast):
    made()
    assert categories(real_cast.here) is not categories(real_cast.there)
    Category.objects.create(
        key="own", name="本社区", group="其他", good="self_government", community=real_cast.here, position=2
    )
    assert "本社区" in [c.name for c in categories(real_cast.here)]
    assert "本社区" not in [c.name for c in categories(real_cast.there)]
