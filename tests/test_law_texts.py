"""What the programme calls law stands in the law: every rule of rank L names an article that there is, and quotes it word by word."""

import csv
import re
from pathlib import Path

import pytest

from linli.base.rules import OURS, Rule, rules

pytestmark = pytest.mark.once
ARTICLE = re.compile("第[一二三四五六七八九十百千零]+条(之[一二三四五六七八九十]+)?")
OF_LAW = [one for one in rules() if one.rank == "L"]


def law_of(one: Rule) -> tuple[str, str]:
    """The law's name as the collection has it, and the article alone."""
    found = ARTICLE.match(one.article)
    name = re.sub("（.*?）", "", one.source).strip("《》").removeprefix("中华人民共和国")
    return name, found.group() if found else ""


@pytest.fixture(scope="module")
def texts() -> dict[tuple[str, str], str]:
    for folder in Path(__file__).parents:
        if (file := folder / "shared" / "data" / "laws" / "articles.csv").is_file():
            with file.open(encoding="utf-8") as lines:
                return {(row["law"], row["article"]): row["text"] for row in csv.DictReader(lines)}
    pytest.skip(
        "texts of laws: put articles.csv (law, article, text) into shared/data/laws beside the checkout to compare them"
    )


@pytest.mark.parametrize("one", OF_LAW, ids=lambda one: one.key)
def test_a_rule_of_law_names_an_article_and_keeps_its_words(one):
    law, article = law_of(one)
    assert law
    assert article
    assert len(one.quote) > 5


@pytest.mark.parametrize("one", OF_LAW, ids=lambda one: one.key)
def test_the_quotation_stands_in_the_article(texts, one):
    assert one.quote in texts[law_of(one)]


def test_what_is_ours_claims_no_article_and_quotes_none():
    ours = [one for one in rules() if one.source == OURS]
    assert len(ours) > 5
    assert not [one.key for one in ours if one.article or one.quote or one.rank != "O"]


@pytest.mark.parametrize(
    "key",
    [
        "ballots.election_cover",
        "ballots.quorum",
        "ballots.majority",
        "ballots.quorum_representatives",
        "ballots.majority_representatives",
        "ballots.roll_posted_days_others",
        "ballots.election_contest_further",
        "team.handover_days",
        "meetings.notice_days_representatives",
    ],
)
def test_what_rests_on_analogy_or_practice_says_so(key):
    assert [one.by_analogy for one in rules(key) if one.key == key] == [True]
