"""Words in a Word file: rows, cells and paragraphs, also inside content controls, and the runs that carry the fonts."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from .blanks import BOX, TICKED
from .package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TRANSPARENT = frozenset(f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins"))
WORDS = tuple(f"{W}{tag}" for tag in ("t", "tab", "br", "cr", "sym"))
TAB, PLACEHOLDER = "    ", "____"
SYMBOL_BOXES = {
    ("Wingdings", "A8"): "FE",
    ("Wingdings", "6F"): "FE",
    ("Wingdings 2", "A3"): "52",
    ("Wingdings 2", "2A"): "52",
}
"""An empty box in a font of signs, and the ticked one in the same font."""

Node = tuple[Any, str]


def rows_of(table: Element) -> list[Element]:
    return list(_inside(table, f"{W}tr"))


def cells_of(row: Element) -> list[Element]:
    return list(_inside(row, f"{W}tc"))


def paragraphs_of(holder: Element) -> list[Element]:
    return [holder] if holder.tag == f"{W}p" else list(_inside(holder, f"{W}p"))


def runs_in(holder: Element) -> list[Node]:
    """Each piece of text with its words; between two paragraphs stands a line end that is nobody's."""
    nodes: list[Node] = []
    for paragraph in paragraphs_of(holder):
        nodes += [(None, "\n")] if nodes else []
        nodes += [
            (node, _words(node))
            for node in paragraph.iter(*WORDS)
            if next(node.iterancestors(f"{W}p")) is paragraph and next(node.iterancestors(f"{W}r"), None) is not None
        ]
    return nodes


def put(node: Element, text: str) -> None:
    """New words into a piece of text; a tab or a placeholder gives way to them."""
    if node is None or text == _words(node):
        return
    if node.tag == f"{W}sym":
        ticked = SYMBOL_BOXES.get(_symbol(node)) if text == TICKED else None
        if ticked:
            node.set(f"{W}char", f"F0{ticked}")
        return
    control = _control(node)
    if control is not None:
        _end_of_placeholder(control)
        checked = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
        if checked is not None and TICKED in text:
            checked.set(f"{W14}val", "1")
    if node.tag != f"{W}t":
        made = node.makeelement(f"{W}t")
        node.getparent().replace(node, made)
        node = made
    node.set(SPACE, "preserve")
    node.text = text


def append_run(paragraph: Element, text: str) -> None:
    """Words at the end of a paragraph, in the font that the paragraph keeps for them."""
    empty = next((run for run in paragraph.iterfind(f"{W}r") if all(child.tag == f"{W}rPr" for child in run)), None)
    run = empty if empty is not None else paragraph.makeelement(f"{W}r")
    font = paragraph.find(f"{W}pPr/{W}rPr")
    if empty is None:
        if font is not None:
            made = deepcopy(font)
            for mark in (*made.iterfind(f"{W}ins"), *made.iterfind(f"{W}del")):
                made.remove(mark)
            run.append(made)
        paragraph.append(run)
    words = run.makeelement(f"{W}t", {SPACE: "preserve"})
    words.text = text
    run.append(words)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in TRANSPARENT:
            yield from _inside(child, tag)


def _words(node: Element) -> str:
    if node.tag == f"{W}tab":
        return TAB
    if node.tag == f"{W}sym":
        return BOX[0] if _symbol(node) in SYMBOL_BOXES else "?"
    if node.tag != f"{W}t":
        return "\n"
    control = _control(node)
    if control is not None and control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        return PLACEHOLDER
    return node.text or ""


def _symbol(node: Element) -> tuple[str, str]:
    return node.get(f"{W}font", ""), node.get(f"{W}char", "")[-2:].upper()


def _control(node: Element) -> Element | None:
    """The content control around a piece of text, inside its paragraph."""
    nearest = next(node.iterancestors(f"{W}sdt", f"{W}p"))
    return nearest if nearest.tag == f"{W}sdt" else None


def _end_of_placeholder(control: Element) -> None:
    shown = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if shown is not None:
        shown.getparent().remove(shown)
        for style in [s for s in control.iter(f"{W}rStyle") if s.get(f"{W}val", "").startswith("Placeholder")]:
            style.getparent().remove(style)
