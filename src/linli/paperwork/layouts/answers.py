"""A value as a form wants it said: 是 or √, 1958.03 or 1958年3月, in the form's own words where it offers some."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from linli.base.text import clean

YES = ("是", "有", "√", "享受", "已", "对", "yes")
NO = ("否", "无", "没有", "×", "未", "不是", "不", "no")
BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
BETWEEN_OPTIONS = re.compile(r"[/／、，,；;|\s]+")
NUMBERED = re.compile(r"(\d{1,2})\s*[.．、:：=＝-]?\s*([^\d\s/／、，,；;]+)")
BY_NUMBER = re.compile(r"填(写)?(序号|代码|编号|数字)|代码|序号")
TICK = re.compile(r"√|打勾|打钩|划勾|画勾")
CODES = re.compile(r"电话|手机|号码|证号|编号|编码|代码|账号|帐号|卡号|邮编|门牌|身份证")
DATES = re.compile(r"日期|年月|时间|生日|出生|年份|年度")
YEAR_ALONE = re.compile(r"年份|年度")
PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")
SAMPLE = re.compile(
    r"(?:19|20)\d\d(?P<one>[./-])\d{1,2}((?P=one)\d{1,2})?|y{4}(?P<two>[./-]?)m{1,2}((?P=two)d{1,2})?", re.IGNORECASE
)
SAMPLE_PLAIN = re.compile(r"(?<!\d)(19|20)\d{4}(\d\d)?(?!\d)")
LONGEST_NUMBER = 11


@dataclass(frozen=True)
class Day:
    """A date as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    def said(self, heading: str) -> str:
        """As the sample in the heading writes it; 年月 alone is 1958.03."""
        told = heading.rsplit("/", 1)[-1] if "/" in heading and not BRACKETS.search(heading) else heading
        sign, with_day = _manner(told)
        if self.about:
            return f"约{self.year}年"
        if YEAR_ALONE.search(told):
            return str(self.year)
        if sign is None:
            return f"{self.year}年" + (f"{self.month}月" if self.month else "") + (f"{self.day}日" if self.day else "")
        parts = [f"{part:02d}" for part in (self.month, self.day if with_day else None) if part]
        return sign.join([str(self.year), *parts])


def answer(value: Any, heading: str, options: Sequence[str] = ()) -> int | float | Decimal | Day | str | None:
    """What is to be written for a value below or beside a heading; None for nothing. `options` are the place's own words."""
    if value is None or value == "":
        return None
    if isinstance(value, list | tuple | set | frozenset):
        parts = [in_words(answer(one, heading, options), heading) for one in value]
        return "、".join(part for part in parts if part) or None
    offered = [*options] or _offered(heading)
    if isinstance(value, bool):
        return _yes_or_no(heading, offered, said=value)
    if isinstance(value, date):
        return Day(value.year, value.month, value.day)
    if isinstance(value, int | float | Decimal):
        is_code = CODES.search(heading) or (isinstance(value, int) and len(str(value)) > LONGEST_NUMBER)
        return str(value) if is_code else value
    text = clean(str(value)).strip()
    if (found := PARTIAL.fullmatch(text)) and DATES.search(heading):
        year, month, day, about = found.groups()
        return Day(int(year), int(month) if month else None, int(day) if day else None, bool(about))
    return _in_their_words(text, heading, offered)


def in_words(said: Any, heading: str) -> str:
    """An answer where only text can stand."""
    if isinstance(said, Day):
        return said.said(heading)
    if isinstance(said, float) and said.is_integer():
        return str(int(said))
    return "" if said is None else str(said)


def choose(value: Any, offered: Iterable[str]) -> list[str]:
    """Which of the options a value ticks."""
    offered = list(offered)
    if isinstance(value, list | tuple | set | frozenset):
        return [option for one in value for option in choose(one, offered)]
    if isinstance(value, bool):
        words = YES if value else NO
        return [option for option in offered if option in words][:1]
    text = clean(str(value or "")).strip()
    same = [option for option in offered if _bare(option) == text]
    holding = [
        option for option in offered if text and (text in _bare(option) or (_bare(option) and _bare(option) in text))
    ]
    return same[:1] or (holding if len(holding) == 1 else [])


def _manner(heading: str) -> tuple[str | None, bool]:
    if found := SAMPLE.search(heading):
        sign = found["one"] if found["one"] is not None else found["two"]
        return sign, bool(found[2] or found[4])
    if found := SAMPLE_PLAIN.search(heading):
        return "", bool(found[2])
    if "年月" in heading and "日" not in heading:
        return ".", False
    return None, True


def _yes_or_no(heading: str, offered: list[str], *, said: bool) -> str | None:
    if chosen := choose(said, offered):
        return chosen[0]
    if TICK.search(heading):
        return "√" if said else None
    return "是" if said else "否"


def _offered(heading: str) -> list[str]:
    """The options in a heading's brackets: 性别（男/女）, 婚姻（1未婚 2已婚）."""
    for inside in BRACKETS.findall(heading):
        numbered = [f"{number} {word}" for number, word in NUMBERED.findall(inside)]
        words = [word for word in BETWEEN_OPTIONS.split(inside) if word]
        if len(numbered) > 1:
            return numbered
        if len(words) > 1:
            return words
    return []


def _in_their_words(text: str, heading: str, offered: list[str]) -> str:
    chosen = choose(text, offered)
    if not chosen:
        return text
    number, _sign, word = chosen[0].partition(" ")
    if word and number.isdigit():
        return number if BY_NUMBER.search(heading) else word
    return chosen[0]


def _bare(option: str) -> str:
    return re.sub(r"^\d{1,2}\s*[.、]?\s*|[\s_＿。；;，,]+|[(（].*$", "", option)
