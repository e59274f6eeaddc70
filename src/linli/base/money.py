"""Money: whole fen (分), written as yuan for people, and in capital figures (大写) on vouchers."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from .errors import Invalid
from .text import clean

LARGEST_FEN = 10**14 - 1  # under 万亿 yuan: more than any community has, and exact in every JSON reader
WRITTEN = re.compile(r"[¥￥]?\s*(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?\s*元?")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
MYRIADS = ("", "万", "亿")


def read_yuan(text: str) -> int:
    """Fen from what people type: "1,200", "１２００元", "¥1200.5". Invalid where it is no amount, or has more than two places."""
    written = WRITTEN.fullmatch(clean(text).strip().replace("，", ","))
    if not written:
        raise Invalid(_("Write an amount in yuan, as 1200 or 1200.50."), field="amount")
    sign, yuan, rest = written.groups()
    fen = int(yuan.replace(",", "")) * 100 + int((rest or "").ljust(2, "0"))
    if fen > LARGEST_FEN:
        raise Invalid(_("This amount is too large."), field="amount")
    return -fen if sign else fen


def yuan(fen: int) -> str:
    """The amount with thousands set apart and two places: 120050 → "1,200.50"."""
    return f"{Decimal(fen) / 100:,.2f}"


def capitals(fen: int) -> str:
    """The amount in capital figures as vouchers write it (支付结算办法, annex 1): 120005 → "壹仟贰佰元零伍分"."""
    if fen < 0:
        return "负" + capitals(-fen)
    whole, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    words = _whole(whole) + "元" if whole else ""
    if not jiao and not rest:
        return (words or "零元") + "整"
    if jiao:
        words += DIGITS[jiao] + "角"
    elif whole:
        words += "零"
    return words + (DIGITS[rest] + "分" if rest else "整")


def _whole(number: int) -> str:
    """A whole number in capitals; a gap of zeros inside it is one 零."""
    words, gap = "", False
    groups = [number // 10000**place % 10000 for place in range(len(MYRIADS))]
    for place in reversed(range(len(MYRIADS))):
        group = groups[place]
        if not group:
            gap = bool(words)
            continue
        if words and (gap or group < 1000):
            words += "零"
        words += _group(group) + MYRIADS[place]
        gap = False
    return words


def _group(group: int) -> str:
    words, gap = "", False
    for place in reversed(range(len(PLACES))):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + PLACES[place]
        gap = not digit
    return words
