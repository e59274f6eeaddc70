"""What is said to people is collected, kept, and said in one way."""

from pathlib import Path
from textwrap import dedent

import polib
import pytest

from linli.base import messages
from linli.base.catalogues import compile_all
from linli.base.messages import CATALOGUE, PACKAGE, doubts, hidden, merged

pytestmark = pytest.mark.once

CODE = '''
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
HELLO = pgettext_lazy("greeting", "Hello")
def say(count, name):
    """Not for people."""
    return _("Every request of %(name)s.") % {"name": name} + ngettext("%(count)d door", "%(count)d doors", count) + _("")
'''
PAGE = '{% load i18n %}<p title="{% trans "A page" %}">{% blocktrans with n=name %}Of {{ n }}.{% endblocktrans %}</p><p>Plain</p>'


@pytest.fixture
def room(tmp_path, monkeypatch) -> Path:
    """A room that says something."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    room = tmp_path / "room"
    for name, content in {
        "words.py": CODE,
        "templates/page.html": PAGE,
        "tests/test_words.py": CODE.replace("Every", "No"),
    }.items():
        (room / name).parent.mkdir(parents=True, exist_ok=True)
        (room / name).write_text(content, encoding="utf-8")
    return room


def keep(room: Path, catalogue: str) -> None:
    path = room / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(catalogue), encoding="utf-8")


def test_what_code_and_pages_say_is_collected_and_nothing_else(room):
    found = merged(room)
    assert [(e.msgctxt, e.msgid, e.msgid_plural) for e in found] == [
        (None, "A page", ""),
        (None, "Of %(n)s.", ""),
        (None, "%(count)d door", "%(count)d doors"),
        (None, "Every request of %(name)s.", ""),
        ("greeting", "Hello", ""),
    ]
    assert found[0].occurrences == [("room/templates/page.html", "")]
    assert found[1].flags == ["python-format"]


def test_translations_are_kept_doubts_stay_doubts_and_what_is_no_longer_said_goes(room):
    keep(
        room,
        """\
        msgid "A page"
        msgstr "一页"

        #, fuzzy
        msgctxt "greeting"
        msgid "Hello"
        msgstr "你好？"

        msgid "%(count)d door"
        msgid_plural "%(count)d doors"
        msgstr[0] "%(count)d 户"

        msgid "Said long ago"
        msgstr "从前说过"
        """,
    )
    found = {e.msgid: e for e in merged(room)}
    assert found["A page"].msgstr == "一页"
    assert found["Hello"].fuzzy
    assert found["%(count)d door"].msgstr_plural == {0: "%(count)d 户"}
    assert "Said long ago" not in found


def test_collecting_twice_changes_nothing(room):
    first = merged(room)
    keep(room, str(first))
    assert str(merged(room)) == str(first)


def catalogue(*entries: tuple[str, str], **more) -> polib.POFile:
    made = polib.POFile()
    made.extend(polib.POEntry(msgid=said, msgstr=chinese, **more) for said, chinese in entries)
    return made


def test_a_message_without_chinese_is_doubtful():
    assert list(doubts({"a": catalogue(("Yes", ""), ("No", "不"))})) == ["a: not translated: Yes"]
    assert list(doubts({"a": catalogue(("Yes", "是"), flags=["fuzzy"])})) == ["a: not translated: Yes"]


def test_a_lost_placeholder_is_doubtful():
    assert list(doubts({"a": catalogue(("Of %(n)s.", "某人的。"))})) == ["a: other placeholders: Of %(n)s."]
    assert list(doubts({"a": catalogue(("Of %(n)s.", "%(n)s的。"))})) == []


def test_one_message_in_two_ways_is_doubtful_unless_its_context_differs():
    two = {"a": catalogue(("Open", "打开")), "b": catalogue(("Open", "营业"))}
    assert list(doubts(two)) == ["b: “营业”, but “打开” in a: Open"]
    assert list(doubts(two | {"b": catalogue(("Open", "营业"), msgctxt="shop")})) == []


def test_a_sentence_within_an_f_string_is_pointed_out_since_not_every_python_collects_it(tmp_path):
    code = tmp_path / "code.py"
    code.write_text("result = _('kept')\nline = f'{name}: {chosen or _(\"lost\")}'\n")
    assert [line.split(":", 1)[1] for line in hidden(code)] == [
        "2: _('lost') stands in an f-string; give it a name before"
    ]


def test_the_catalogues_of_all_rooms_raise_no_doubt():
    paths = sorted(PACKAGE.glob(f"*/{CATALOGUE}"))
    assert len(paths) > 6
    assert list(doubts({str(path): polib.pofile(str(path)) for path in paths})) == []


def test_a_catalogue_is_compiled_when_it_is_newer(room, monkeypatch):
    monkeypatch.setattr("linli.base.catalogues.PACKAGE", room.parent)
    keep(room, 'msgid "A page"\nmsgstr "一页"\n')
    assert (compile_all(), compile_all()) == (1, 0)
    compiled = polib.mofile(str((room / CATALOGUE).with_suffix(".mo")))
    assert [(e.msgid, e.msgstr) for e in compiled] == [("A page", "一页")]
