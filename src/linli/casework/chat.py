"""What residents wrote in a chat group, as drafts: numbered lists (接龙) and copied messages, side by side. Nothing is stored here.

Nothing is lost in silence: what is not read as a request is left out by name, and shown beside the drafts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from linli.base.text import clean

NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*(?:[、．)）]|[.:：](?!\d))|[一二三四五六七八九十]{1,3}[、.]|#\d+)\s*(.+)$")
DATE, TIME = r"(?:\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s*|\d{1,2}月\d{1,2}日\s*)?", r"\d{1,2}:\d{2}(?::\d{2})?"
WHEN = rf"{DATE}(?:星期.|周.|上午|下午|晚上|昨天|今天)?\s*{TIME}"
HEADING = re.compile(rf"^(?:(?P<before>\S.{{0,28}}?)\s+{WHEN}|{DATE}{TIME}\s+(?P<after>\S.{{0,28}}))\s*[:：]?$")
NAME_FIRST = re.compile(r"^\s*(?P<name>[^\s:：,，]{1,30})\s*(?:(?<!\d)[:：]|[:：](?!\d))\s*(?P<text>.+)$")
DETAIL = re.compile(r"^(?:地点|位置|地址|电话|手机|时间|备注|情况|联系|问题|说明|姓名|房号|楼栋|要求|建议)")
NOISE = re.compile(
    r"^(?:#?接龙.*|[-—=_*]{3,}|以下.*接龙.*|\[(?:图片|语音|视频|表情|文件)[^\]]*\]|.{0,20}撤回了一条消息)$"
)
CHATTER = re.compile(
    r"^(?:[\W_]*|\+?\d+|收到.?|好的?|谢谢.{0,6}|哈+|嗯+|ok|赞|同意|支持|早|早上好|晚安|在吗|[@＠]所有人)[。！!~～\s]*$",
    re.IGNORECASE,
)
TELEPHONE = re.compile(r"(?<!\d)(1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)")
MOST = 50


@dataclass(frozen=True)
class Draft:
    text: str
    name: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Chat:
    """The requests in the order of the text; the lines that were not read as any; and the lines after the fiftieth request."""

    drafts: list[Draft]
    left_out: list[str]
    rest: list[str]


@dataclass
class _Entry:
    """A numbered line or a message, with the lines that belong to it."""

    name: str
    lines: list[str]
    raw: list[str]
    is_open: bool  # whether the lines that follow are its details


def read_chat(pasted: str) -> Chat:
    """Drafts of the requests in a pasted text, at most 50 at once. The same said by two people is two requests."""
    drafts: list[Draft] = []
    left_out: list[str] = []
    rest: list[str] = []
    for entry in _entries(pasted):
        text = "\n".join(entry.lines)
        if not text or CHATTER.match(text) or NOISE.match(text):
            (rest if len(drafts) == MOST else left_out).extend(entry.raw)
        elif len(drafts) == MOST:
            rest += entry.raw
        else:
            drafts.append(_with_telephone(Draft(text, entry.name)))
    return Chat(drafts, left_out, rest)


def _entries(pasted: str) -> Iterator[_Entry]:
    """Every line that is not empty belongs to exactly one entry."""
    entry: _Entry | None = None
    for raw in pasted.splitlines():
        line = clean(raw).strip()
        if not line:
            if entry is not None and not _is_message(entry):
                entry.is_open = False  # a list ends with an empty line; a message may hold one
            continue
        if NOISE.match(line) and entry is not None and _is_message(entry):
            yield _Entry("", [line], [raw], is_open=False)  # a picture in a message does not end it
            continue
        begun = _begun(line, entry)
        if begun is None and entry is not None:
            entry.lines.append(line)
            entry.raw.append(raw)
            continue
        if entry is not None:
            yield entry
        entry = begun
    if entry is not None:
        yield entry


def _begun(line: str, before: _Entry | None) -> _Entry | None:
    """The entry that begins with this line; None where the line belongs to the one before."""
    if NOISE.match(line):
        return _Entry("", [line], [line], is_open=False)
    if found := HEADING.match(line):
        return _Entry((found["before"] or found["after"]).strip(" :：,，"), [], [line], is_open=True)
    if found := NUMBERED.match(line):
        return _named(found[1], line, is_open=True)
    named = NAME_FIRST.match(line)
    belongs = before is not None and before.is_open
    if belongs and (named is None or DETAIL.match(named["name"]) or (before is not None and _is_message(before))):
        return None
    return _named(line, line, is_open=False)


def _named(text: str, raw: str, *, is_open: bool) -> _Entry:
    found = NAME_FIRST.match(text)
    if found and not DETAIL.match(found["name"]):
        return _Entry(found["name"], [found["text"].strip()], [raw], is_open)
    return _Entry("", [text.strip()], [raw], is_open)


def _is_message(entry: _Entry) -> bool:
    return HEADING.match(clean(entry.raw[0]).strip()) is not None


def _with_telephone(draft: Draft) -> Draft:
    """A number in the sender's name is their telephone."""
    found = TELEPHONE.search(draft.name)
    if found is None:
        return replace(draft, name=draft.name[:60])
    name = f"{draft.name[: found.start()]} {draft.name[found.end() :]}".strip(" -—_()（）")
    return Draft(draft.text, name[:60], re.sub(r"[\s-]", "", found[1]) if found[1].startswith("1") else found[1])
