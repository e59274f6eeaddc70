"""What residents wrote in a chat group, as drafts: numbered lists (接龙) and copied messages. Nothing is stored here."""

import re
from dataclasses import dataclass

from linli.base.text import clean

NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*[.、．)）:：]|[一二三四五六七八九十]{1,3}[、.]|#\d+)\s*(.+)$")
MOMENT = re.compile(
    r"(?:\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s*)?(?:星期.|周.|上午|下午|晚上|昨天|今天)?\s*\d{1,2}:\d{2}(?::\d{2})?"
)
NAME_FIRST = re.compile(r"^\s*(?P<name>[^\s:：,，]{1,20})\s*[:：]\s*(?P<text>.+)$")
NOISE = re.compile(
    r"^\s*(?:#?接龙.*|[-—=_*]{3,}|以下.*接龙.*|\[(?:图片|语音|视频|表情|文件)[^\]]*\]|撤回了一条消息)\s*$"
)
SHORTEST = 4
MOST = 50


@dataclass(frozen=True)
class Draft:
    text: str
    name: str = ""


def read_chat(pasted: str) -> list[Draft]:
    """The requests in a pasted text, in its order, at most 50. Greetings and headings that say nothing are left out."""
    lines = [clean(line).strip() for line in pasted.splitlines()]
    lines = [line for line in lines if line and not NOISE.match(line)]
    numbered = [found[1] for line in lines if (found := NUMBERED.match(line))]
    drafts = [_split_name(text) for text in numbered] if numbered else _messages(lines)
    kept = {d.text: d for d in drafts if len(d.text) >= SHORTEST}
    return list(kept.values())[:MOST]


def _messages(lines: list[str]) -> list[Draft]:
    """Copied messages: a line with a name and a time opens one; without such lines every line is one."""
    if not any(_is_heading(line) for line in lines):
        return [_split_name(line) for line in lines]
    drafts: list[Draft] = []
    name, words = "", list[str]()
    for line in lines:
        if _is_heading(line):
            drafts.append(Draft(" ".join(words), name))
            name, words = MOMENT.sub("", line).strip(" :：,，")[:60], []
        else:
            words.append(line)
    return [d for d in [*drafts, Draft(" ".join(words), name)] if d.text]


def _is_heading(line: str) -> bool:
    return bool(MOMENT.search(line)) and len(MOMENT.sub("", line).strip()) <= 20


def _split_name(line: str) -> Draft:
    found = NAME_FIRST.match(line)
    return Draft(found["text"].strip(), found["name"]) if found else Draft(line)
