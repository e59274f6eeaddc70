"""What stays the same of a heading, whoever wrote it and in whatever year."""

import re
import unicodedata

REMARK = re.compile(r"[(\[【〔<《]([^()\[\]【】〔〕<>《》]*)[)\]】〕>》]")
TELLS_APART = re.compile(r"[\u3400-\u9fff]{1,6}")
ASIDE = re.compile(
    r"^(必填|选填|可选|可不填|必选|单选|多选|如|例|请|按|填|以|须|需|不|若|注|含|单位|精确|保留|格式|盖|签|加|打|是否|公章|手写|身份证上)"
    r"|^(元|万元|人|户|口|岁|周岁|次|个|件|张|平方米|平米|米|小时|天|月|年|元每月|层|栋|套|份|公章|百分比)$"
)
YEAR = re.compile(r"截[至止]到?|(19|20)\d\d(年度?)?([./-]?\d{1,2}[月./-]?)?(\d{1,2}日?)?(?![\d号])")
LEADING_NUMBER = re.compile(r"^([一二三四五六七八九十]+、|\d{1,2}[.、．](?!\d)|其中(?=.))")
PUNCTUATION = re.compile(r"[\s_*★▲#:;,.。、，；：!?！？\"'“”‘’|\\~·—\-()\[\]【】〔〕<>《》□☐☑√]+")


def normalised(heading: str) -> str:
    """What stays the same of a heading from year to year and from office to office: no years, units, remarks, punctuation."""
    parts = (_normalised_part(part) for part in _halved(heading).split("/"))
    return "/".join(dict.fromkeys(part for part in parts if part))


def _normalised_part(part: str) -> str:
    part = LEADING_NUMBER.sub("", REMARK.sub(_kept_remark, part))
    return PUNCTUATION.sub("", YEAR.sub("", part))


def _kept_remark(match: re.Match[str]) -> str:
    """A remark that tells two columns apart is kept: 人数（男）. One on how to fill is not: （必填）, （元）."""
    said = re.sub(r"\s", "", match[1])
    return said if TELLS_APART.fullmatch(said) and not ASIDE.match(said) else ""


def _halved(heading: str) -> str:
    """Full-width signs become half-width; a sign between options in brackets is no border between headings."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", heading)).lower()
    return re.sub(r"[(\[【][^()\[\]【】]*[)\]】]", lambda m: m[0].replace("/", "、"), text)
