"""Passwords that somebody could guess: leaked ones, names and places of here, repetitions, rows of keys.

zxcvbn estimates how many guesses a password costs, knowing the thirty thousand most frequent of the leaked ones, English words, dates,
keyboards and what is spelt with figures. We tell it what is known here. Fewer than a thousand million guesses are too few: three words from here cost a tenth of that.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from linli.base.text import pinyin, pinyin_initials
from linli.places.queries import division_names

from .models import Account

LEAST_GUESSES = 10**9
LONGEST_LOOKED_AT = 72
SUFFIXES = re.compile("(?:社区居民委员会|社区居委会|居民委员会|居委会|社区|街道办事处|街道|镇|乡|区|县|市|省)$")
FREQUENT_HERE = (
    "woaini",
    "woaiwojia",
    "zhongguo",
    "woaizhongguo",
    "nihao",
    "mima",
    "shequ",
    "juweihui",
    "jiedao",
    "linli",
    "wangge",
    "5201314",
    "1314520",
    "1314",
    "520",
    "888",
    "666",
    "abc",
    "admin",
    "password",
    "社区",
    "居委会",
    "邻里",
    "密码",
    "中国",
)
"""What people here begin a password with; the list that zxcvbn brings was leaked elsewhere."""


class HardToGuess:
    """A validator in Django's sense."""

    def validate(self, password: str, user: Any = None) -> None:
        known = [*dict.fromkeys(word.casefold() for word in (*_of_person(user), *FREQUENT_HERE) if len(word) > 1)]
        if zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=known)["guesses"] < LEAST_GUESSES:
            raise ValidationError(
                _(
                    "This is easy to guess: it is known, repeats itself, or is made of names and numbers from here. "
                    "Four words that do not belong together are hard to guess and easy to remember."
                ),
                code="password_easy_to_guess",
            )

    def get_help_text(self) -> str:
        return _("Not a password that others use, nor names and numbers from here.")


def _of_person(account: Any) -> Iterator[str]:
    """Names, numbers and places that belong to the person, and how they are spelt."""
    if not isinstance(account, Account):
        return
    person = account.person
    for name in (account.username, person.name, *division_names(person.community)):
        yield from _spelt(name)
    yield from person.sound.split()
    for number in (account.telephone, person.telephone):
        digits = re.sub(r"\D", "", number)
        yield from (digits, digits[-8:], digits[-6:], digits[-4:])
    for email in (account.email, person.email):
        yield from (email, *re.split(r"[@._+-]", email))


def _spelt(name: str) -> Iterator[str]:
    """南石头街道: itself, without what it is, in pinyin, and by the first letters."""
    for form in dict.fromkeys((name, SUFFIXES.sub("", name))):
        yield from (form, pinyin(form).replace(" ", ""), pinyin_initials(form))
