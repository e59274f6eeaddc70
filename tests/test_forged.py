"""A published file that contradicts itself is refused without any posted code: whoever forges one reckons counts, seal and result anew."""

import json
import subprocess
import sys
from copy import deepcopy
from hashlib import sha256
from random import Random

import pytest

from linli.ballots.counting.counted import Cast, Opening, Option, Roll
from linli.ballots.counting.published import written
from linli_verify.program import main

from .test_recount import RULES, lines_of, share

pytestmark = pytest.mark.once
VOTERS, BUDGETS = 25, ("equal_shares", "greedy")
ANSWERS = tuple(Option(key, label) for key, label in (("yes", "同意"), ("no", "不同意"), ("abstain", "弃权")))


def a_file(tmp_path, kind="yes_no", *, papers=0, rule=None, question="演示：装不装电梯？"):
    """Twenty-five voters, of whom so many on paper, the others on screens; receipts as they are given out."""
    options = (
        ANSWERS
        if kind in {"yes_no", "owners"}
        else tuple(Option(f"o{n}", f"演示{n}", cost=500 if kind in BUDGETS else None) for n in range(1, 5))
    )
    area = 10_000 if kind == "owners" else None
    opening = Opening(kind, question, options, rule or RULES[kind], "seed", Roll(60, "0" * 64, area and 600_000))
    keys = ("yes", "no") if options is ANSWERS else ("o1", "o2")
    box = [Cast(f"1CAW-BEB2-{n:04}", (keys[n % 2],), area=area) for n in range(VOTERS)]
    path = tmp_path / f"{kind}.jsonl"
    path.write_text(written(opening, {"paper": papers, "web": VOTERS - papers}, box).text, encoding="utf-8")
    return path


def forged(path, lines) -> int:
    """Written with the seal reckoned anew, and read by the verifier."""
    texts = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines]
    if isinstance(lines[-1], dict):
        lines[-1]["seal"] = sha256("".join(texts[:-1]).encode("utf-8", "surrogatepass")).hexdigest()
        texts[-1] = json.dumps(lines[-1], ensure_ascii=False, separators=(",", ":")) + "\n"
    path.write_bytes("".join(texts).encode("utf-8", "surrogatepass"))
    return main([str(path), "--lang=en"])


def recounted(lines) -> None:
    """Figures and result made to fit the ballots, as a forger does; of a vote of yes and no."""
    ballots = lines[2:-1]
    lines[1]["invalid"] = sum("invalid" in ballot for ballot in ballots)
    lines[1]["valid"] = len(ballots) - lines[1]["invalid"]
    votes = {key: sum(ballot.get("choice") == [key] for ballot in ballots) for key in ("yes", "no", "abstain")}
    checks = {"majority": 2 * votes["yes"] > len(ballots), "quorum": 3 * len(ballots) > 60}
    lines[-1]["result"] = {"carried": all(checks.values()), "votes": votes, "checks": checks}


def test_a_true_file_is_good(tmp_path):
    assert main([str(a_file(tmp_path)), "--lang=en"]) == 0
    lines = lines_of(a_file(tmp_path))
    recounted(lines)
    assert forged(tmp_path / "again.jsonl", lines) == 0


@pytest.mark.parametrize("removed", [1, 5, 20])
def test_a_ballot_of_a_screen_that_was_dropped_is_missed(tmp_path, capsys, removed):
    path = a_file(tmp_path, papers=4)
    lines = lines_of(path)
    del lines[2 : 2 + removed + 4 - (removed == 20)]
    recounted(lines)
    assert forged(path, lines) == 1
    assert "some were removed" in capsys.readouterr().out


@pytest.mark.parametrize(("papers", "invalid", "code"), [(0, 1, 1), (4, 4, 0), (4, 5, 1), (0, 12, 1)])
def test_no_more_ballots_are_invalid_than_papers_were_given_out(tmp_path, papers, invalid, code):
    path = a_file(tmp_path, papers=papers)
    lines = lines_of(path)
    for ballot in lines[2 : 2 + invalid]:
        del ballot["choice"]
        ballot["invalid"] = "unclear"
    recounted(lines)
    assert forged(path, lines) == code


def test_a_way_that_the_rule_does_not_count_is_found(tmp_path, capsys):
    path = a_file(tmp_path, rule=RULES["yes_no"] | {"ways": ["paper"]})
    assert main([str(path), "--lang=en"]) == 1
    assert "some voted by" in capsys.readouterr().out


def cut(path, *steps):
    """A function that puts a value at a place of the file."""

    def change(lines):
        part = lines
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = steps[0]

    return change


WRONG = {
    "a channel that there is not": cut((1, "marked", "pigeon"), 1),
    "marks that are a list": cut((1, "marked"), []),
    "a rule that is text": cut((0, "rule"), "yes"),
    "a rule that is a list": cut((0, "rule"), [1]),
    "a result that is a list": cut((-1, "result"), []),
    "a result that is text": cut((-1, "result"), "x"),
    "an empty receipt": cut((2, "receipt"), ""),
    "a receipt with a blank": cut((2, "receipt"), "1CAW BEB2"),
    "a weight": cut((2, "weight"), 3),
    "a threshold below zero": cut((0, "rule", "majority", "share"), "-1"),
    "a threshold that is a number": cut((0, "rule", "majority", "share"), 0.25),
    "a threshold without end": cut((0, "rule", "majority", "share"), float("inf")),
    "a threshold by zero": cut((0, "rule", "majority", "share"), "1/0"),
    "a threshold of another whole": cut((0, "rule", "majority", "of"), "moon"),
    "over as a number": cut((0, "rule", "majority", "over"), 1),
    "two labels alike": cut((0, "options", 1, "label"), "同意"),
    "labels alike but for a blank": cut((0, "options", 1, "label"), "同 意"),
    "a key of another script": cut((0, "options", 0, "key"), "уes"),
    "half a sign": cut((0, "question"), "\ud800"),
    "a number that is true": cut((1, "valid"), True),
    "a number with a point": cut((1, "valid"), 25.0),
    "a name too many": cut((0, "note"), "x"),
    "a name beside the seal": cut((-1, "note"), None),
    "one voter less than none": cut((0, "roll", "voters"), -1),
    "a choice that is text": cut((2, "choice"), "yes"),
    "a choice within a choice": cut((2, "choice"), [["yes", 1]]),
    "an unknown kind": cut((0, "kind"), "dice"),
    "a kind that is a list": cut((0, "kind"), ["yes_no"]),
    "a format to come": cut((0, "format"), "linli-ballot/9"),
    "a format that is a list": cut((0, "format"), []),
    "a null in the result": cut((-1, "result", "winner"), None),
    "carried as a number": cut((-1, "result", "carried"), 1),
    "votes with a point": cut((-1, "result", "votes", "yes"), 13.0),
    "a mark below zero": cut((1, "marked", "web"), -1),
    "another order": cut((0, "order"), ["yes"]),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_does_not_follow_the_format_is_refused_and_nothing_breaks(tmp_path, what):
    path = a_file(tmp_path)
    lines = lines_of(path)
    WRONG[what](lines)
    assert forged(path, lines) in {1, 2}


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("most", "seats", 2.5),
        ("most", "seats", -1),
        ("most", "seats", 0),
        ("equal_shares", "limit", -5),
        ("equal_shares", "limit", 0),
        ("equal_shares", "step", 0),
        ("transferable", "seats", True),
        ("greedy", "least", -1),
        ("equal_shares", "worth", "love"),
        ("election", "women", 9),
        ("election", "spare", -1),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(tmp_path, kind, name, value):
    rule = (
        RULES[kind]
        | ({"relatives": []} if kind == "election" else {})
        | ({"ballot": "approval", "most": 2} if kind == "greedy" else {})
    )
    path = a_file(tmp_path, kind, rule=rule)
    lines = lines_of(path)
    lines[0]["rule"][name] = value
    assert forged(path, lines) == 2


def test_a_project_that_costs_nothing_is_refused(tmp_path):
    path = a_file(tmp_path, "equal_shares")
    lines = lines_of(path)
    lines[0]["options"][0]["cost"] = 0
    assert forged(path, lines) == 2


def test_shares_raised_by_a_unit_for_ever_are_given_up_and_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("linli_verify.budgeting.MOST_COUNTS", 50)
    rule = RULES["equal_shares"] | {"limit": 10**6, "raises": "unit", "step": 1}
    path = a_file(tmp_path, "equal_shares", rule=rule)
    lines = lines_of(path)
    lines[0]["rule"]["limit"] = 10**9
    for option in lines[0]["options"]:
        option["cost"] = 9 * 10**8
    assert forged(path, lines) == 2
    assert "Not recounted" in capsys.readouterr().out


def test_areas_of_owners_cannot_be_compared_and_it_is_said(tmp_path, capsys):
    assert main([str(a_file(tmp_path, "owners")), "--lang=en"]) == 0
    assert "Each owner's area is not compared" in capsys.readouterr().out


@pytest.mark.parametrize(
    "typed", ["1CAW-BEB2-0003", "1caw-beb2-0003", "1CAWBEB20003", " icaw beb2 ooo3 ", "１ＣＡＷ－ＢＥＢ２－０００３"]
)
def test_a_receipt_is_found_however_it_is_typed(tmp_path, typed):
    path = a_file(tmp_path)
    assert main([str(path), "--lang=en", "--receipt", typed]) == 0
    assert main([str(path), "--lang=en", "--receipt", "1CAW-BEB2-9999"]) == 1


@pytest.mark.parametrize(
    "saved", [lambda b: b + b"\n", lambda b: b.replace(b"\n", b"\r\n"), lambda b: b"\xef\xbb\xbf" + b + b"\n \n"]
)
def test_a_copy_that_another_program_saved_is_read_and_it_is_said(tmp_path, capsys, saved):
    path = a_file(tmp_path)
    path.write_bytes(saved(path.read_bytes()))
    assert main([str(path), "--lang=en"]) == 0
    assert "·" in capsys.readouterr().out


def test_a_terminal_without_chinese_and_a_reader_who_stops_are_no_faults(tmp_path):
    path = a_file(tmp_path, question="演示\u202e：谁？")
    command = f"import sys; sys.argv[1:] = [{str(path)!r}, '--lang=zh']; from linli_verify.program import main; sys.exit(main())"
    plain = {"PYTHONIOENCODING": "ascii", "LANG": "C", "PYTHONPATH": ":".join(sys.path)}
    told = subprocess.run([sys.executable, "-c", command], capture_output=True, env=plain, timeout=60, check=False)
    assert (told.returncode, b"Traceback" in told.stderr) == (0, False)
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(
        [sys.executable, "-c", command], env=plain | {"PYTHONIOENCODING": "utf-8"}, **both
    ) as reading:
        reading.stdout.close()
        assert b"Traceback" not in reading.stderr.read()


def test_random_forgeries_of_a_true_file_are_refused(tmp_path):
    """Any one value of the closing, of a ballot or of the result, changed to any other, with the seal reckoned anew."""
    path = a_file(tmp_path, papers=3)
    others = (0, 1, -1, 2**70, True, None, "", "yes", "weiß", 1.5, [], {}, ["yes"], ["no", "yes"], {"a": 1})
    dice, true = Random(8), lines_of(path)
    for _try in range(400):
        lines = deepcopy(true)
        result = lines[-1]["result"]
        parts = [
            lines[1],
            lines[1]["marked"],
            dice.choice(lines[2:-1]),
            lines[-1],
            result,
            result["votes"],
            result["checks"],
        ]
        part = dice.choice(parts)
        name = dice.choice([*part, "more"])
        value = dice.choice(others)
        if name in {"receipt", "paper", "letter", "tablet", "seal"} or (type(part.get(name)), part.get(name)) == (
            type(value),
            value,
        ):
            continue  # another receipt, or another number of papers given out, contradicts nothing
        part[name] = value
        assert forged(path, lines) in {1, 2}, (name, value)


def test_an_election_of_the_first_format_is_still_recounted_and_what_was_wrong_in_it_is_said(tmp_path, capsys):
    """Three places: o1 and o3 are elected, and o2, a relative of o1 with too few votes, was named for the further vote."""
    rule = RULES["election"] | {"relatives": [["o1", "o2"]], "women": 0, "turnout": share("roll", "1/4")}
    opening = Opening(
        "election",
        "演示：换届",
        tuple(Option(f"o{n}", f"演示{n}") for n in range(1, 6)),
        rule,
        "seed",
        Roll(60, "0" * 64),
    )
    choices = [("o1", "o3", "o2")] * 9 + [("o1", "o3", "o4")] * 8 + [("o1", "o3", "o5")] * 8
    box = [Cast(f"R{number:02}", choice) for number, choice in enumerate(choices)]
    path = tmp_path / "old.jsonl"
    path.write_text(written(opening, {"paper": 25}, box).text, encoding="utf-8")
    assert main([str(path), "--lang=en"]) == 0
    lines = lines_of(path)
    assert lines[-1]["result"]["further"]["candidates"] == ["o4", "o5"] or lines[-1]["result"]["further"][
        "candidates"
    ] == ["o5", "o4"]
    lines[-1]["result"]["further"]["candidates"] = ["o2", lines[-1]["result"]["further"]["candidates"][0]]
    assert forged(path, lines) == 0
    assert "near relatives of the elected" in capsys.readouterr().out
    lines[-1]["result"]["further"]["candidates"] = ["o2"]
    assert forged(path, lines) == 1
