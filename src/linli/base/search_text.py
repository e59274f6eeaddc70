"""Full-text search for Chinese: single characters are indexed and words searched as phrases.

Two-character words are most of Chinese, and SQLite's trigram index finds none of them. Characters apart and phrases
together find every word exactly, in FTS5's `unicode61` and in PostgreSQL's `simple` alike.
"""

import re
import unicodedata

from rapidfuzz import fuzz

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
TOKEN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
RUN = re.compile(r"[^\W_]+")


def index_words(text: str) -> str:
    """The text as the index keeps it: characters apart, Latin words and numbers in lower case."""
    return " ".join(TOKEN.findall(_folded(text)))


def sqlite_query(words: str) -> str:
    """What to MATCH in FTS5 for texts that hold all these words; empty where nothing can be searched. Holds no operator of the person's."""
    return " ".join(f'"{phrase}"' for phrase in _phrases(words))


def postgres_query(words: str) -> str:
    """The same for `to_tsquery('simple', …)`."""
    return " & ".join("(" + " <-> ".join(f"'{t}'" for t in phrase.split()) + ")" for phrase in _phrases(words))


def similar(a: str, b: str) -> float:
    """How alike two short texts are, from 0 to 1, whatever the order of their words."""
    return fuzz.token_set_ratio(index_words(a), index_words(b)) / 100 if a and b else 0.0


def _phrases(words: str) -> list[str]:
    runs = (" ".join(TOKEN.findall(run)) for run in RUN.findall(_folded(words)))
    return [run for run in runs if run][:12]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
