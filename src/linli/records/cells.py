"""What stands in a cell becomes a value: read with patience, and refused with a reason where a guess would be needed."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.office_dates import read_date
from linli.base.text import clean
from linli.base.text import telephone as read_telephone

from .register import Field

NOTHING = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "空", "不详", "未知", "n/a", "na", "null", "none", "#n/a", "#ref!"}
)
YES = frozenset({"是", "有", "√", "✓", "v", "y", "yes", "true", "1", "对", "享受", "已"})
NO = frozenset({"否", "无", "没有", "×", "x", "✗", "n", "no", "false", "0", "未", "不是"})
HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
NAME = re.compile(rf"[{HAN}]{{1,8}}(?:[·•．.][{HAN}]{{1,12}})*|[A-Za-zÀ-ž][A-Za-zÀ-ž'’. -]{{0,58}}")
BETWEEN_NAMES = re.compile(r"[、，,;；/\n|]|\s和\s")
NUMBER = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\s*(?:元|人|口|户|㎡|m2|平方米|平米|平|岁|周岁)?")
SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d+)")
AGE_SAID = re.compile(r"(\d{1,3})\s*(?:周?岁|years?( old)?)")
LONGEST = 120
EXACT = 2**53  # a spreadsheet's numbers hold no more digits than this


def read_cell(field: Field, cell: Any, *, today: date) -> Any:
    """The value of a cell, or None where it is empty. Invalid says what is wrong with it, to whoever mends the file."""
    text = clean(str(cell)).strip() if not isinstance(cell, bool) else ("是" if cell else "否")
    if text.lower() in NOTHING:
        return None
    if field.key == "name":
        return read_name(text)
    if field.key == "identity_number":
        return _identity_number(cell, text)
    if field.key == "bank_account":
        return _account(cell, text)
    return READERS[field.kind](field, cell, text, today)


def read_name(text: str) -> str:
    """One person's name. Invalid for several persons in one cell, and for remarks in it."""
    squeezed = re.sub(rf"(?<=[{HAN}])[ ]+(?=[{HAN}]$)|(?<=^[{HAN}])[ ]+(?=[{HAN}])", "", text)
    parts = [p for p in BETWEEN_NAMES.split(squeezed) if p.strip()]
    if len(parts) > 1 or re.search(rf"[{HAN}]{{2,}} +[{HAN}]{{2,}}", squeezed):
        raise Invalid(_("Several persons stand in one cell (“%(value)s”). Give each a line.") % {"value": text[:40]})
    if not NAME.fullmatch(squeezed):
        raise Invalid(_("“%(value)s” is no name: a remark or a sign stands in it.") % {"value": text[:40]})
    return squeezed.replace("•", "·").replace("．", "·") if re.match(rf"[{HAN}]", squeezed) else squeezed


def _text(field: Field, cell: Any, text: str, today: date) -> str:
    if len(text) > LONGEST:
        raise Invalid(
            _("“%(field)s” is longer than %(longest)d characters.") % {"field": field.label, "longest": LONGEST}
        )
    return re.sub(r"\s+", " ", text)


def _date(field: Field, cell: Any, text: str, today: date) -> str:
    """As far as it is known. A cell that Excel shows as 1958.1 may have been October: its zero is lost."""
    if re.fullmatch(r"(?:19|20)\d{2}~", text):
        return _not_later(text, today)
    if isinstance(cell, float) and re.fullmatch(r"(?:19|20)\d{2}\.1", str(cell)):
        raise Invalid(
            _("%(value)s is a number: it may mean January or October. Write %(year)s-01 or %(year)s-10.")
            % {"value": cell, "year": int(cell)}
        )
    if said := AGE_SAID.fullmatch(text):
        return f"{today.year - int(said[1])}~"
    if re.fullmatch(r"\d{1,3}", text) and int(text) < 130:
        raise Invalid(_("“%(value)s” is no date; if it is an age, write it as %(value)s岁.") % {"value": text})
    found = read_date(cell if isinstance(cell, date) else text, today=today)
    kept = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}[found.precision]
    return _not_later(found.day.strftime(kept), today)


def _not_later(kept: str, today: date) -> str:
    if kept.rstrip("~") > today.isoformat():
        raise Invalid(_("%(value)s lies in the future.") % {"value": kept})
    return kept


def _number(field: Field, cell: Any, text: str, today: date) -> int | float:
    found = NUMBER.fullmatch(text)
    if not found:
        raise Invalid(_("“%(value)s” is no number (%(field)s).") % {"value": text[:40], "field": field.label})
    number = float(found[1].replace(",", ""))
    return int(number) if number.is_integer() else number


def _choice(field: Field, cell: Any, text: str, today: date) -> str:
    said = text.lower().replace(" ", "")
    for choice in field.choices:
        if said in {choice.key, choice.name, choice.name_en, *choice.words}:
            return choice.key
    names = "、".join(c.label for c in field.choices)
    raise Invalid(
        _("“%(value)s” is none of: %(names)s (%(field)s).") % {"value": text[:40], "names": names, "field": field.label}
    )


def _telephone(field: Field, cell: Any, text: str, today: date) -> str:
    """One number or several. What Excel has rounded is refused: the last digits are lost."""
    if SCIENTIFIC.fullmatch(text):
        text = str(_whole(text))
    numbers = []
    for part in re.split(r"[/、,，;；\n]| {2,}", text):
        if part.strip():
            try:
                numbers.append(read_telephone(part))
            except ValueError as wrong:
                raise Invalid(
                    _("“%(value)s” cannot be read as a telephone number.") % {"value": part.strip()[:30]}
                ) from wrong
    return " / ".join(dict.fromkeys(numbers))


def _yes_no(field: Field, cell: Any, text: str, today: date) -> bool:
    said = text.lower().replace(" ", "")
    if said in YES or said == field.name:
        return True
    if said in NO:
        return False
    raise Invalid(_("“%(value)s” is neither yes nor no (%(field)s).") % {"value": text[:40], "field": field.label})


def _identity_number(cell: Any, text: str) -> str:
    if isinstance(cell, int | float) and abs(cell) > EXACT:
        raise Invalid(_("Excel has rounded this identity number: its last digits are lost. Enter it as text."))
    said = re.sub(r"\s|-|'", "", str(_whole(text)) if SCIENTIFIC.fullmatch(text) else text).upper()
    if not re.fullmatch(r"\d{17}[\dX]", said):
        raise Invalid(_("An identity number has 18 signs."))
    weights = (2 ** (17 - at) % 11 for at in range(17))
    if "10X98765432"[sum(w * int(d) for w, d in zip(weights, said, strict=False)) % 11] != said[-1]:
        raise Invalid(_("The check digit of this identity number does not fit."))
    return said


def _account(cell: Any, text: str) -> str:
    if isinstance(cell, int | float) and abs(cell) > EXACT:
        raise Invalid(_("Excel has rounded this account number: its last digits are lost. Enter it as text."))
    said = re.sub(r"[\s-]", "", str(_whole(text)) if SCIENTIFIC.fullmatch(text) else text)
    if not re.fullmatch(r"\d{8,25}", said):
        raise Invalid(_("An account number has 8 to 25 digits."))
    return said


def _whole(text: str) -> int:
    """1.3800138001E+10 says all its digits; 1.38E+10 does not."""
    found = SCIENTIFIC.fullmatch(text)
    lead, rest, power = (found[1], found[2] or "", int(found[3])) if found else ("", "", 0)
    if not found or len(rest) != power:
        raise Invalid(
            _("“%(value)s”: Excel has rounded this number, and its last digits are lost. Enter it as text.")
            % {"value": text}
        )
    return int(lead + rest)


READERS: dict[str, Callable[[Field, Any, str, date], Any]] = {
    "text": _text,
    "date": _date,
    "number": _number,
    "choice": _choice,
    "telephone": _telephone,
    "yes_no": _yes_no,
}
