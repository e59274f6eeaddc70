"""What is asked of the machine: what is missing is named once, with what does not work and the one command that gets it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests import lacking

from linli.base import machine
from linli.base.errors import Refused
from linli.base.pdf import pdf_of

pytestmark = pytest.mark.once
ALL = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A Debian machine on which no library can be loaded and no font lies, seen by somebody who may not install."""

    def cannot(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(machine, "CDLL", cannot)
    monkeypatch.setattr(machine, "FONTS", [tmp_path / "fonts"])
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setenv("LINLI_INSTALL", "0")
    return tmp_path


def test_on_a_bare_machine_one_command_gets_everything(bare):
    assert machine.how_to_get(machine.missing()) == f"sudo {ALL}"


def test_root_needs_no_sudo(bare, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert machine.how_to_get(machine.missing()) == ALL


def test_on_macos_homebrew_gets_it(bare, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert machine.how_to_get(machine.missing("pango")) == "brew install pango"


@pytest.mark.parametrize("name", ["NotoSansCJK-Regular.ttc", "Noto Sans SC.otf", "PingFang.ttc", "wqy-microhei.ttc"])
def test_a_chinese_font_is_known_by_its_name(bare, name):
    assert machine.missing("chinese-font")
    (bare / "fonts" / "deep").mkdir(parents=True)
    (bare / "fonts" / "deep" / "DejaVuSans.ttf").touch()
    assert machine.missing("chinese-font")
    (bare / "fonts" / "deep" / name).touch()
    assert machine.missing("chinese-font") == []


def test_what_is_missing_is_said_in_both_languages_with_the_command_once(bare, capsys):
    assert machine.main("install") == 1
    said = capsys.readouterr().err
    for word in ("海报", "ballot papers", "libharfbuzz-subset0", "fonts-noto-cjk"):
        assert word in said
    assert said.count("apt-get install") == 1
    assert f"sudo {ALL}\n" in said


def test_where_nothing_is_missing_nothing_is_said(capsys):
    assert machine.main("check", "venv") == 0
    assert capsys.readouterr().err == ""


def test_nothing_is_installed_where_the_operator_forbids_it(bare, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_m: pytest.fail("something was run"))
    assert machine.install(machine.missing()) is False


def test_the_file_runs_before_anything_is_installed():
    """By any Python, without Linli and what it stands on."""
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable
    run = [python, "-I", "-S", str(Path(machine.__file__)), "check", "venv"]
    assert subprocess.run(run, check=False, capture_output=True).returncode in {0, 1}


def test_a_pdf_is_refused_in_words_and_the_log_says_what_to_install(bare, caplog):
    with pytest.raises(Refused, match="PDF"):
        pdf_of("<p>通知</p>")
    assert "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0" in caplog.text


def ended(failure: Exception) -> None:
    """A test ends with a failure."""
    test = lacking._or_skip()
    next(test)
    test.throw(failure)


def test_a_test_that_fails_for_want_of_pango_is_skipped_with_the_way_to_get_it(bare, monkeypatch):
    monkeypatch.setattr(lacking, "IS_STRICT", False)
    with pytest.raises(Refused):
        pdf_of("<p>通知</p>")
    with pytest.raises(pytest.skip.Exception, match="libpango"):
        ended(AssertionError("text/html is no application/pdf"))


def test_where_everything_is_required_it_fails(bare, monkeypatch):
    monkeypatch.setattr(lacking, "IS_STRICT", True)
    with pytest.raises(Refused):
        pdf_of("<p>通知</p>")
    with pytest.raises(AssertionError):
        ended(AssertionError)


def test_another_failure_stays_one(monkeypatch):
    monkeypatch.setattr(lacking, "IS_STRICT", False)
    with pytest.raises(AssertionError):
        ended(AssertionError)
