"""Words of a file that are somebody's own: numbers, addresses, names. What is remembered of files holds none of them."""

import re

NUMBER = re.compile(r"\d{7,}|\d{5,}[Xx*]")
BETWEEN_DIGITS = re.compile(r"(?<=[\d*])[\s\-—–./]+(?=[\d*])")
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w")
NAMES_ABOVE = re.compile(r"姓\s*名|户\s*主|身份证|证件号|公民身份")
WORDS_OF_HEADINGS = re.compile(
    r"名|号|证|别|期|称|码|址|系|位|情|型|类|数|额|间|况|度|注|室|栋|户|主|人|否|员|龄|族|历|业|无"
)
LIKE_A_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
LEFT_OUT = "…"


def is_somebodys(heading: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether a heading, or a part of it (`姓名/测试甲`), is a number, a name that is known, or what stands below 姓名."""
    return without_personal(heading, names) != heading


def without_personal(heading: str, names: frozenset[str] = frozenset()) -> str:
    """The heading with … in the place of what is somebody's own."""
    said: list[str] = []
    for part in heading.split("/"):
        below_a_name = any(NAMES_ABOVE.search(above) for above in said)
        said.append(LEFT_OUT if below_a_name or _is_personal(part, names) else part)
    return "/".join(said)


def is_like_a_name(part: str) -> bool:
    """Two to four signs of which none is usual in headings."""
    return bool(LIKE_A_NAME.fullmatch(part.strip())) and not WORDS_OF_HEADINGS.search(part)


def _is_personal(part: str, names: frozenset[str]) -> bool:
    together = BETWEEN_DIGITS.sub("", part)
    return bool(NUMBER.search(together) or MAIL.search(part)) or part.strip() in names
