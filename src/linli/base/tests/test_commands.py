"""At the terminal a refusal is a sentence and an exit code; to a programme it is the refusal itself."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError
from django.utils.translation import override

from linli.base.commands import Verb, progress_bar
from linli.base.errors import Invalid, Refused

pytestmark = pytest.mark.once


class Example(Verb):
    help = "Do nothing, or fail."
    failure: BaseException | None = None

    def handle(self, **_options) -> str:
        raise self.failure or Refused("不行")


def at_the_terminal(failure: BaseException) -> tuple[object, str]:
    """The exit code, and what was said on stderr."""
    said, verb = StringIO(), Example()
    verb.failure, verb.stderr._out = failure, said
    with override("en"), pytest.raises(SystemExit) as stopped:
        verb.run_from_argv(["linli", "example"])
    return stopped.value.code, said.getvalue()


@pytest.mark.parametrize(
    ("failure", "code", "sentence"),
    [
        (Refused("Data lie here already."), 1, "Data lie here already."),
        (Invalid("The file is empty.", field="file"), 1, "The file is empty."),
        (CommandError("unknown"), 1, "unknown"),
        (OperationalError("no such table: places_division"), 1, "linli migrate"),
        (KeyboardInterrupt(), 130, "Stopped."),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_an_exit_code(failure, code, sentence):
    ended, said = at_the_terminal(failure)
    assert ended == code
    assert sentence in said
    assert "Traceback" not in said


def test_a_programme_that_calls_a_verb_gets_the_refusal():
    with pytest.raises(Refused, match="不行"):
        call_command(Example())


def test_a_fault_of_ours_is_not_hidden():
    verb = Example()
    verb.failure = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        verb.run_from_argv(["linli", "example"])


def test_where_nobody_watches_there_is_no_bar(capsys):
    with progress_bar("Reading", 3) as done:
        done(3)
    told = capsys.readouterr()
    assert (told.out, told.err.strip()) == ("", "")
