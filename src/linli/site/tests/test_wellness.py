"""What the doctor finds."""

import pytest

from linli.site import wellness
from linli.site.wellness import look_around

OPEN = {
    "HOSTS": ["linli.example"],
    "HTTPS": True,
    "PROXIES": 1,
    "DEBUG": False,
    "DEMO": False,
    "EMAIL_HOST": "mail.example",
}


@pytest.fixture
def look(db, settings, tmp_path):
    """Look around a house that is served to the world, with some settings other than they should be."""

    def look(**changed) -> tuple[list[str], list[str]]:
        settings.DATA = tmp_path
        (tmp_path / "keys").mkdir(mode=0o700, exist_ok=True)
        (tmp_path / "keys" / "secret").touch(0o600)
        for name, value in (OPEN | changed).items():
            setattr(settings, name, value)
        found = list(look_around())
        return [f.text for f in found if f.is_wrong], [f.text for f in found if not f.is_good and not f.is_wrong]

    return look


def test_a_house_in_order_has_nothing_wrong(look):
    wrong, advice = look()
    assert wrong == []
    assert not [text for text in advice if "LINLI_SMTP_HOST" in text]


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"HTTPS": False}, "LINLI_HTTPS"),
        ({"DEBUG": True}, "LINLI_DEBUG"),
        ({"DEMO": True}, "LINLI_DEMO"),
        ({"PROXIES": 0}, "LINLI_PROXIES"),
    ],
)
def test_what_must_not_stand_open_to_the_world_is_wrong(look, changed, word):
    wrong, _advice = look(**changed)
    assert len(wrong) == 1
    assert word in wrong[0]


def test_on_this_machine_alone_nothing_of_that_is_wrong(look):
    assert look(HOSTS=[], HTTPS=False, DEMO=True)[0] == []


def test_keys_that_others_can_read_are_wrong(look, tmp_path):
    look()
    (tmp_path / "keys" / "secret").chmod(0o640)
    wrong, _advice = look()
    assert [str(tmp_path / "keys") in text for text in wrong] == [True]


def test_a_full_disk_a_silent_mail_and_an_absent_worker_are_advice(look, monkeypatch):
    monkeypatch.setattr(wellness, "ROOM_BYTES", 2**70)
    wrong, advice = look(EMAIL_HOST="")
    assert wrong == []
    for word in ("LINLI_SMTP_HOST", "linli worker", " MB"):
        assert any(word in text for text in advice), word


def test_a_folder_of_somebody_else_is_wrong(look, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 12345)
    wrong, _advice = look()
    assert len(wrong) == 1


def test_a_machine_without_pango_is_told_what_cannot_be_made_and_how_to_get_it(look, monkeypatch):
    def cannot(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr("linli.base.machine.CDLL", cannot)
    _wrong, advice = look()
    for word in ("选票", "libpango-1.0-0", "libharfbuzz-subset0"):
        assert any(word in text and "apt-get install" in text for text in advice), word
