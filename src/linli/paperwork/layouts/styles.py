"""What the style of a cell says about how it is to be filled: its number format, and whether it has lines around it."""

import re
from copy import deepcopy

from openpyxl.styles.numbers import BUILTIN_FORMATS

from .package import Element

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHINESE_DATES = {27: "yyyy年m月", 36: "yyyy年m月", 50: "yyyy年m月", 52: "yyyy年m月", 57: "yyyy年m月"} | dict.fromkeys(
    (28, 29, 30, 31, 51, 53, 54, 58), "yyyy年m月d日"
)
NOT_A_SIGN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')


class Styles:
    def __init__(self, root: Element | None) -> None:
        self._root, self.grew = root, False
        codes = {int(f.get("numFmtId")): f.get("formatCode", "") for f in self._all("numFmts/numFmt")}
        self._codes = BUILTIN_FORMATS | CHINESE_DATES | codes
        self._styles = self._all("cellXfs/xf")
        lined = [any(side.get("style", "none") != "none" for side in border) for border in self._all("borders/border")]
        self._lines = [lined[at] if (at := int(xf.get("borderId", 0))) < len(lined) else False for xf in self._styles]
        self._plain: dict[str, str] = {}

    def format_of(self, style: str | None) -> str:
        at = int(style or 0)
        return (
            self._codes.get(int(self._styles[at].get("numFmtId", 0)), "General")
            if at < len(self._styles)
            else "General"
        )

    def has_lines(self, style: str | None) -> bool:
        at = int(style or 0)
        return at < len(self._lines) and self._lines[at]

    def plain_like(self, style: str) -> str:
        """A style with the lines and the alignment of a heading, but in the sheet's plain letters and without its colour."""
        if int(style) >= len(self._styles):
            return style
        if style not in self._plain:
            made = deepcopy(self._styles[int(style)])
            self.grew = True
            made.attrib.update({"fontId": "0", "fillId": "0", "xfId": "0"})
            holder = self._styles[0].getparent()
            holder.append(made)
            self._styles.append(made)
            self._lines.append(self.has_lines(style))
            holder.set("count", str(len(self._styles)))
            self._plain[style] = str(len(self._styles) - 1)
        return self._plain[style]

    def _all(self, path: str) -> list[Element]:
        return [] if self._root is None else self._root.findall("/".join(f"{S}{step}" for step in path.split("/")))


def is_date(code: str) -> bool:
    return bool(re.search("[ymd]", NOT_A_SIGN.sub("", code.partition(";")[0]).lower()))


def names_the_day(code: str) -> bool:
    return "d" in NOT_A_SIGN.sub("", code).lower()
