"""Who holds a vote does not hold its keys alone: slips, codes of letters and of the tablet, and what voters are told."""

import pytest

from linli.ballots.actions import (
    ask_tablet_code,
    close_ballot,
    keep_slip,
    make_tablet_code,
    mark_for_paper,
    open_ballot,
    open_box,
    print_letters,
    send_code_anew,
)
from linli.ballots.codes import voting_code
from linli.ballots.models import CodeMade, HeldSlip
from linli.ballots.queries.ballots import entry_by_code
from linli.ballots.queries.keys import codes_made, slip_of
from linli.base.errors import Invalid, Missing, Refused
from linli.notices.models import Notice
from linli.people.queries import looks_at_me
from linli.records.models import Resident

from .conftest import VOTING


@pytest.fixture
def posted(steps):
    """Four may vote; the first of them has an account."""
    steps.people(4)
    Resident.objects.filter(name="演示甲").update(person=steps.cast.keys["resident"])
    return steps.posted(kind="yes_no")


def opened(steps, ballot, **more):
    return open_ballot(steps.cast.chair, ballot, closes_at=steps.now + VOTING, now=steps.now, **more)


def told(steps, who="resident") -> list[str]:
    return list(Notice.objects.filter(person=steps.cast.keys[who]).order_by("pk").values_list("kind", flat=True))


def test_each_slip_goes_to_its_holder_alone_until_they_have_written_it_down(steps, posted):
    cast = steps.cast
    holders = [cast.keys[who] for who in ("chair", "worker", "mediator")]
    found = opened(steps, posted, holders=holders)
    assert found.slips == ()
    slips = [slip_of(by, found.ballot) for by in (cast.chair, cast.worker, cast.mediator)]
    assert len(set(slips)) == 3
    assert slip_of(cast.worker, found.ballot) == slips[1]
    assert not any(slip in row.sealed for slip in slips for row in HeldSlip.objects.all())
    for by in (cast.resident, cast.anyone, cast.street_officer):
        with pytest.raises(Missing):
            slip_of(by, found.ballot)
    keep_slip(cast.worker, found.ballot, now=steps.now)
    with pytest.raises(Missing):
        slip_of(cast.worker, found.ballot)
    with pytest.raises(Missing):
        keep_slip(cast.worker, found.ballot, now=steps.now)
    closed = close_ballot(cast.chair, found.ballot, now=steps.now + VOTING)
    assert open_box(cast.chair, closed, [slips[0], slips[2]], now=steps.now + VOTING).state == "counted"
    assert "ballots.slip.waiting" in told(steps, "chair")


@pytest.mark.parametrize(
    "who",
    [
        ("worker", "worker", "mediator"),
        ("worker", "mediator"),
        ("chair", "worker", None),
        (None, None, "worker"),
        ("resident", "worker", "mediator"),
    ],
)
def test_nobody_sees_two_slips_the_one_who_opens_included(steps, posted, who):
    with pytest.raises(Invalid):
        opened(steps, posted, holders=[one and steps.cast.keys[one] for one in who])
    assert not HeldSlip.objects.exists()


def test_one_slip_may_be_for_somebody_without_an_account(steps, posted):
    found = opened(steps, posted, holders=[None, steps.cast.keys["worker"], steps.cast.keys["mediator"]])
    assert len(found.slips) == 1
    assert HeldSlip.objects.count() == 2


def test_the_page_that_opens_a_vote_shows_no_more_than_one_slip(steps, posted, visit):
    day = (steps.now + VOTING).date().isoformat()
    form = {"do": "open", "day": day, "hour": "18:00", "holder_1": "guest"}
    form |= {f"holder_{n}": str(steps.cast.keys[who]) for n, who in ((2, "worker"), (3, "mediator"))}
    page = visit("chair").post(f"/desk/ballots/{posted.pk}/", form)
    assert page.content.decode().count('class="receipt"') == 1
    assert visit("chair").get(f"/ballots/{posted.pk}/slip/").status_code == 404
    assert 'class="receipt"' in visit("worker").get(f"/ballots/{posted.pk}/slip/").content.decode()


def test_a_code_of_the_tablet_needs_a_second_member_of_staff_or_a_signature(steps, posted):
    cast, (first, second, _third, _fourth) = steps.cast, opened(steps, posted).ballot.roll.all()
    with pytest.raises(Refused):
        make_tablet_code(cast.worker, first, now=steps.now)
    ask_tablet_code(cast.worker, first, now=steps.now)
    with pytest.raises(Refused):
        make_tablet_code(cast.worker, first, now=steps.now)
    code = make_tablet_code(cast.chair, first, now=steps.now)
    assert entry_by_code(code)[0] == first
    with pytest.raises(Refused):
        make_tablet_code(cast.chair, first, now=steps.now)
    make_tablet_code(cast.worker, second, is_signed=True, now=steps.now)
    assert [(one.number, bool(one.before)) for one in codes_made(posted)] == [(1, True), (1, True)]
    assert told(steps) == ["ballots.voter.code_made"]


def test_nobody_who_voted_gets_a_code(steps, posted):
    entry = opened(steps, posted).ballot.roll.first()
    mark_for_paper(steps.cast.worker, entry, way="paper", now=steps.now)
    for act in (
        lambda: ask_tablet_code(steps.cast.worker, entry, now=steps.now),
        lambda: make_tablet_code(steps.cast.worker, entry, is_signed=True, now=steps.now),
        lambda: send_code_anew(steps.cast.worker, entry, now=steps.now),
        lambda: print_letters(steps.cast.worker, posted, [entry], now=steps.now),
    ):
        with pytest.raises(Refused):
            act()


def test_letters_are_printed_once_and_again_only_with_a_reason_that_everybody_reads(steps, posted, visit):
    rows = list(posted.roll.all())
    assert len(print_letters(steps.cast.worker, posted, rows, now=steps.now)) == 4
    with pytest.raises(Refused):
        print_letters(steps.cast.worker, posted, rows, now=steps.now)
    again = print_letters(steps.cast.chair, posted, rows[:1], why="演示：被雨淋湿", now=steps.now)
    assert (len(again), list(posted.roll.values_list("printed", flat=True))) == (1, [2, 1, 1, 1])
    send_code_anew(steps.cast.worker, rows[1], now=steps.now)
    assert [one.number for one in print_letters(steps.cast.worker, posted, rows, now=steps.now)] == [2]
    page = visit(None).get(f"/ballots/{posted.pk}/watch/").content.decode()
    assert "演示：被雨淋湿" in page
    assert sum(one.number for one in codes_made(posted)) == 7
    assert not {field.name for field in CodeMade._meta.get_fields()} & {"entry", "at"}


def test_looking_at_the_pages_makes_no_code(steps, posted, visit):
    entry = opened(steps, posted).ballot.roll.first()
    worker = visit("worker")
    assert worker.get(f"/desk/ballots/{posted.pk}/letters/").status_code == 200
    page = worker.get(f"/desk/ballots/{posted.pk}/tablet/?entry={entry.pk}").content.decode()
    assert 'class="receipt"' not in page
    assert not CodeMade.objects.exists()
    asked = worker.post(f"/desk/ballots/{posted.pk}/tablet/?entry={entry.pk}", {"do": "ask"})
    assert 'class="receipt"' not in asked.content.decode()
    shown = visit("chair").post(f"/desk/ballots/{posted.pk}/tablet/?entry={entry.pk}", {"do": "second"})
    assert 'class="receipt"' in shown.content.decode()
    pdf = worker.post(f"/desk/ballots/{posted.pk}/letters/", {"entry": "", "after": ""})
    assert pdf.content.startswith(b"%PDF")


def test_who_reads_a_roll_leaves_a_look_once_a_day_and_another_for_the_codes(steps, posted, visit):
    for _again in range(2):
        assert visit("worker").get(f"/desk/ballots/{posted.pk}/roll/").status_code == 200
    assert [look.purpose for look in looks_at_me(steps.cast.resident)] == [f"Roll of a vote: {posted.question}"]
    visit("worker").post(f"/desk/ballots/{posted.pk}/letters/", {"why": ""})
    assert f"A voting code was made: {posted.question}" in [look.purpose for look in looks_at_me(steps.cast.resident)]


def test_who_is_marked_is_told_at_once_for_paper_and_for_screens_when_the_vote_is_over(steps, posted):
    found = opened(steps, posted)
    first, second, *_rest = found.ballot.roll.all()
    steps.vote(first, "yes")
    assert told(steps) == []
    close_ballot(steps.cast.chair, found.ballot, now=steps.now + VOTING)
    assert told(steps) == ["ballots.voter.voted_on_screen"]
    assert second.channel == ""


def test_who_is_given_a_paper_is_told(steps, posted):
    mark_for_paper(steps.cast.worker, opened(steps, posted).ballot.roll.first(), way="paper", now=steps.now)
    assert told(steps) == ["ballots.voter.given_paper"]


@pytest.mark.parametrize("typed", ["{}", " {} ", "wide strokes", "nothing between", "blanks", "long strokes", "small"])
def test_a_code_opens_however_it_is_typed(steps, posted, typed):
    code = voting_code(posted.roll.get(number=3))
    ways = {
        "nothing between": code.replace("-", ""),
        "blanks": code.replace("-", " "),
        "long strokes": code.replace("-", "—"),
        "small": code.lower(),
        "wide strokes": code.replace("-", "－"),
    }
    assert entry_by_code(ways.get(typed, typed.format(code)))[0].number == 3


@pytest.mark.parametrize("typed", ["", "-", "3", "ABCDEFGHJK", "1-1-AAAAA-AAAAB", "9" * 60, "٣-١-AAAAA-AAAAA"])
def test_a_wrong_code_opens_nothing(posted, typed):
    with pytest.raises(Missing):
        entry_by_code(typed)
