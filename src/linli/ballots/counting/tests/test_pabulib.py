"""The public library's files: read, and where the rule is one of ours, counted to what the city published."""

from pathlib import Path

import pytest

from ..equal_shares import COST, UNIT, Method, count_equal_shares
from ..greedy import count_greedy
from ..pabulib import Instance, read_pabulib

FILES = sorted((Path(__file__).parents[6] / "shared" / "data" / "pabulib").glob("*.pb"))
OURS = {"greedy": False, "greedy-no-skip": True, "greedy-threshold": False}
"""Rules of cities that are greedy buying, and whether it ends with the first project that is too dear."""

WRITTEN = """META
key;value
budget;100.50
vote_type;ordinal
max_length;2
PROJECTS
project_id;cost;name
1;40.25;"A square; green"
2;50;Lamps
3;60,5;Benches
VOTES
voter_id;vote
v1;1,3
v2;1,3
v3;2
v4;
"""


@pytest.fixture
def written(tmp_path) -> Path:
    path = tmp_path / "a.pb"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_money_becomes_whole_and_equal_ballots_are_grouped(written):
    found = read_pabulib(written)
    assert (found.unit, found.budget.limit, found.budget.costs) == (4, 402, {"1": 161, "2": 200, "3": 242})
    assert dict(found.tally.groups) == {(("1", 2), ("3", 1)): 2, (("2", 2),): 1, (): 1}
    assert found.projects["1"]["name"] == "A square; green"
    assert not found.selected


@pytest.mark.parametrize("text", ["", "META\nkey;value", "<html>"])
def test_another_file_is_refused(tmp_path, text):
    path = tmp_path / "b.pb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"no \.pb file"):
        read_pabulib(path)


def test_a_kind_of_vote_that_is_not_known_is_refused(tmp_path):
    path = tmp_path / "c.pb"
    path.write_text(WRITTEN.replace("ordinal", "telepathy"), encoding="utf-8")
    with pytest.raises(ValueError, match="telepathy"):
        read_pabulib(path)


def winners(instance: Instance) -> set[str]:
    """By the rule that the file names."""
    rule = instance.meta["rule"]
    if rule.startswith("equalshares"):
        method = Method(COST, UNIT, step=instance.unit, spends_rest=False)
        return set(count_equal_shares(instance.tally, instance.budget, method).winners)
    return set(count_greedy(instance.tally, instance.budget, stops=OURS[rule]).winners)


@pytest.mark.data
@pytest.mark.skipif(not FILES, reason="the public instances are not here (../shared/data/pabulib)")
def test_what_the_cities_published_comes_out_again():
    counted = 0
    for path in FILES:
        instance = read_pabulib(path)
        if instance.selected and (instance.meta["rule"] in OURS or instance.meta["rule"].startswith("equalshares")):
            counted += 1
            assert winners(instance) == instance.selected, path.name
    assert counted >= 15
