"""What we count and publish, the independent verifier recounts from the file alone; what was tampered with, it finds."""

import json
import subprocess
import sys
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from linli.ballots.counting.counted import Cast, Opening, Option, Roll
from linli.ballots.counting.published import opening_line, written
from linli_verify.program import main
from linli_verify.reading import read
from linli_verify.recount import KINDS, check

pytestmark = pytest.mark.once
ELECTIONS = 60


def share(of: str, part: str = "1/2", *, over: bool = True) -> dict:
    return {"share": part, "over": over, "of": of, "source": "an invented law", "article": "1"}


RULES = {
    "yes_no": {"majority": share("cast"), "quorum": share("roll", "1/3")},
    "most": {"seats": 2, "most": 3, "needed": share("cast", "1/5")},
    "runoff": {"quorum": share("roll", "1/4")},
    "transferable": {"seats": 2, "quorum": share("roll")},
    "election": {
        "seats": 3,
        "women": 1,
        "women_article": "8",
        "on_tie": "order",
        "spare": 1,
        "relatives": [["a", "b"]],
        "contest": share("seats", "1"),
        "turnout": share("roll"),
        "cover": share("cast", "1", over=False),
        "support": share("cast"),
    },
    "owners": {"turnout": share("roll", "2/3", over=False), "consent": share("cast")},
    "equal_shares": {
        "ballot": "approval",
        "limit": 100000,
        "worth": "cost",
        "raises": "breakpoint",
        "step": 100,
        "spends_rest": True,
    },
    "greedy": {"ballot": "points", "limit": 100000, "stops": False, "least": 2, "most_each": 5, "most": 9},
}


def an_opening(kind: str, dice: Random) -> Opening:
    names = ("yes", "no", "abstain") if kind in {"yes_no", "owners"} else tuple("abcdef"[: dice.randint(4, 6)])
    with_costs = kind in {"equal_shares", "greedy"}
    options = tuple(
        Option(
            name,
            f"选项{name}",
            cost=dice.randint(1, 60) * 1000 if with_costs else None,
            is_woman=kind == "election" and name in "ce",
        )
        for name in names
    )
    return Opening(
        kind,
        "演示：选什么？",
        options,
        RULES[kind],
        f"seed {dice.random()}",
        Roll(60, "0" * 64, 600000 if kind == "owners" else None),
    )


def a_choice(kind: str, opening: Opening, dice: Random):
    names = [option.key for option in opening.options]
    if kind in {"yes_no", "owners"}:
        return tuple(dice.sample(names, dice.choice((0, 1, 1, 1))))
    if kind == "greedy":
        return tuple((name, dice.randint(0, 3)) for name in dice.sample(names, 3))
    return tuple(dice.sample(names, dice.randint(0, 3)))


def a_ballot_box(kind: str, seed: int) -> tuple[Opening, list[Cast]]:
    dice = Random(f"{kind} {seed}")
    opening = an_opening(kind, dice)
    box = []
    for number in range(dice.choice((0, 1, 7, 40))):
        invalid = "unclear" if dice.random() < 0.1 else ""
        area = dice.randint(3000, 9000) if kind == "owners" else None
        box.append(Cast(f"R{dice.random()}{number}", () if invalid else a_choice(kind, opening, dice), invalid, area))
    return opening, box


def published(folder: Path, kind: str, seed: int) -> tuple[Path, str, int]:
    opening, box = a_ballot_box(kind, seed)
    papers = max(len(box) // 2, sum(bool(ballot.invalid) for ballot in box))
    told = written(opening, {"paper": papers, "web": len(box) - papers}, box)
    path = folder / f"{kind}-{seed}.jsonl"
    path.write_text(told.text, encoding="utf-8")
    return path, told.seal, len(box)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_two_programs_that_know_nothing_of_each_other_agree(tmp_path, kind):
    for seed in range(ELECTIONS):
        path, seal, _ballots = published(tmp_path, kind, seed)
        wrong = [finding for finding in check(read(str(path)), seal) if finding.is_good is False]
        assert not wrong, (seed, wrong)


def lines_of(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def put_back(path: Path, lines: list[dict], *, sealed_anew: bool) -> None:
    """Whoever tampers can reckon the seal anew; only the one posted at the close gives them away then."""
    texts = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines]
    if sealed_anew:
        lines[-1]["seal"] = sha256("".join(texts[:-1]).encode()).hexdigest()
        texts[-1] = json.dumps(lines[-1], ensure_ascii=False, separators=(",", ":")) + "\n"
    path.write_text("".join(texts), encoding="utf-8")


def changed(lines: list[dict]) -> None:
    ballot = next(line for line in lines if line.get("choice") not in (None, ["a"]))
    ballot["choice"] = ["a"]


def added(lines: list[dict]) -> None:
    lines.insert(-1, {"receipt": "S", "choice": ["a"]})


def removed(lines: list[dict]) -> None:
    del lines[2]


@pytest.mark.parametrize("tamper", [changed, added, removed])
@pytest.mark.parametrize("kind", ["most", "runoff", "transferable", "election", "equal_shares"])
@pytest.mark.parametrize("sealed_anew", [False, True])
def test_one_ballot_changed_added_or_removed_is_found(tmp_path, capsys, kind, tamper, sealed_anew):
    seed = next(seed for seed in range(99) if len(a_ballot_box(kind, seed)[1]) == 40)
    path, seal, _ballots = published(tmp_path, kind, seed)
    lines = lines_of(path)
    tamper(lines)
    put_back(path, lines, sealed_anew=sealed_anew)
    posted = ["--seal", seal] if sealed_anew else []
    assert main([str(path), "--lang", "en", *posted]) == 1
    assert "✗" in capsys.readouterr().out


def a_budget(folder: Path, kind: str) -> Path:
    seed = next(seed for seed in range(99) if len(a_ballot_box(kind, seed)[1]) == 40)
    return published(folder, kind, seed)[0]


@pytest.mark.parametrize("kind", ["equal_shares", "greedy"])
@pytest.mark.parametrize(
    ("figure", "value"), [("why", "after_stop"), ("held", 1), ("supporters", 999), ("rest", 7), ("poor", 1)]
)
def test_a_reason_that_was_changed_is_found_and_told_in_words(tmp_path, capsys, kind, figure, value):
    path = a_budget(tmp_path, kind)
    assert main([str(path), "--lang", "en"]) == 0
    assert "Why each of" in capsys.readouterr().out
    lines = lines_of(path)
    project = next(option for option in lines[0]["options"] if lines[-1]["result"]["reasons"][option["key"]]["cost"])
    lines[-1]["result"]["reasons"][project["key"]][figure] = value
    put_back(path, lines, sealed_anew=True)
    assert main([str(path), "--lang", "en"]) == 1
    assert f"✗ Why “{project['label']}” was bought or not differs." in capsys.readouterr().out


@pytest.mark.parametrize("reasons", [None, {}, 7, {"x": 7}])
def test_reasons_left_out_or_made_up_are_found(tmp_path, capsys, reasons):
    path = a_budget(tmp_path, "equal_shares")
    lines = lines_of(path)
    lines[-1]["result"]["reasons"] = reasons
    put_back(path, lines, sealed_anew=True)
    assert main([str(path), "--lang", "zh"]) == 1
    assert "算出来不符" in capsys.readouterr().out


def test_rules_changed_after_they_were_posted_are_found(tmp_path, capsys):
    path, _seal, _ballots = published(tmp_path, "most", 3)
    opening, _box = a_ballot_box("most", 3)
    posted = sha256(opening_line(opening).encode()).hexdigest()
    assert main([str(path), "--opening", posted, "--lang=en"]) == 0
    lines = lines_of(path)
    lines[0]["rule"]["seats"] = 1
    put_back(path, lines, sealed_anew=True)
    assert main([str(path), "--opening", posted, "--lang=en"]) == 1
    assert "Rules, options or roll are not those posted" in capsys.readouterr().out


def test_who_holds_a_receipt_finds_the_ballot(tmp_path, capsys):
    seed = next(seed for seed in range(99) if len(a_ballot_box("most", seed)[1]) == 40)
    path, _seal, _ballots = published(tmp_path, "most", seed)
    ballot = next(line for line in lines_of(path) if line.get("choice"))
    assert main([str(path), "--receipt", ballot["receipt"], "--lang", "zh"]) == 0
    assert ", ".join(ballot["choice"]) in capsys.readouterr().out
    assert main([str(path), "--receipt", "none", "--lang", "zh"]) == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{}\n{}\n{}\n", '{"format":"linli-ballot/1"}\n{}\n{}\n', '{"a":1,"a":2}', "\xff"]
)
def test_another_file_is_called_unreadable(tmp_path, capsys, text):
    path = tmp_path / "x.jsonl"
    path.write_bytes(text.encode("latin-1"))
    assert main([str(path), "--lang", "en"]) == 2
    assert "cannot be understood" in capsys.readouterr().err


def test_it_runs_alone_with_the_standard_library(tmp_path):
    """In a Python without anything installed, from a copy of its own folder."""
    path, seal, _ballots = published(tmp_path, "transferable", 1)
    source = Path(__file__).parents[1] / "src"
    told = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(source)!r}); from linli_verify.program import main; sys.exit(main())",
            str(path),
            "--seal",
            seal,
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PYTHONIOENCODING": "utf-8"},
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_fractions_stand_exactly_in_the_file(tmp_path):
    opening = an_opening("transferable", Random(1))
    box = [
        Cast(f"R{n}", choice) for n, choice in enumerate([("a", "b")] * 5 + [("a", "c")] * 2 + [("b",), ("c",), ("d",)])
    ]
    told = written(opening, {"web": 10}, box)
    stages = json.loads(told.text.splitlines()[-1])["result"]["stages"]
    assert Fraction(stages[1]["votes"]["b"]) == 1 + Fraction(15, 7)
