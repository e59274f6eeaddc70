"""The notice, the sheet to sign in and the minutes on paper, laid out as Chinese offices do (GB/T 9704): margins 37, 35, 28 and 26 mm, a title
of 22 pt, a text of 16 pt, 22 lines on a page; room for the seal across the name and the date."""

from io import BytesIO
from typing import Any

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import override

from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg

from .models import Meeting

SHEET = "meetings/office.css"
TITLE, TEXT, FOLIO = "方正小标宋简体", "仿宋_GB2312", "宋体"
TITLE_POINTS, TEXT_POINTS, FOLIO_POINTS, LINE_POINTS = 22, 16, 14, 28
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
CHINESE = "zh-hans"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def notice_sheet(meeting: Meeting, *, page: str, door: str = "") -> bytes:
    """For the board: what, when, where, the agenda, and a code to the page; with `door`, a second sheet for the door."""
    context = {
        "meeting": meeting,
        "items": list(meeting.items.all()),
        "qr": qr_svg(page),
        "door": qr_svg(door) if door else "",
        "when": _spoken(meeting.starts_at),
        "day": _day(meeting.called_at or meeting.starts_at),
    }
    return _paper("meetings/notice.html", context)


def sign_in_sheet(meeting: Meeting) -> bytes:
    """The whole roll with room to sign, and who is represented by whom."""
    seats = list(meeting.seats.select_related("holder"))
    return _paper("meetings/sheet.html", {"meeting": meeting, "seats": seats, "when": _spoken(meeting.starts_at)})


def minutes_sheet(meeting: Meeting) -> bytes:
    lines, signatures = meeting.minutes.split("\n"), list(meeting.signatures.select_related("person"))
    context = {
        "meeting": meeting,
        "lines": lines,
        "signatures": signatures,
        "day": _day(meeting.closed_at or meeting.starts_at),
    }
    return _paper("meetings/minutes.html", context)


def minutes_word(meeting: Meeting) -> bytes:
    """The same as a Word file, to be worked on in an office."""
    from docx import Document
    from docx.shared import Mm

    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    _folio(section.footer.paragraphs[0])
    with override(CHINESE):
        _line(paper, meeting.title, TITLE, TITLE_POINTS, align="CENTER")
        _line(paper, "", TEXT, TEXT_POINTS)
        for text in meeting.minutes.split("\n"):
            _line(paper, text, TEXT, TEXT_POINTS)
        _line(paper, "", TEXT, TEXT_POINTS)
        for one in meeting.signatures.select_related("person"):
            _line(paper, f"{one.get_role_display()}：{one.person.name}", TEXT, TEXT_POINTS)
        for text in ("", meeting.community.division.name, _day(meeting.closed_at or meeting.starts_at)):
            _line(paper, text, TEXT, TEXT_POINTS, align="RIGHT")
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _line(paper: Any, text: str, font: str, points: int, *, align: str = "") -> None:
    """A paragraph; without `align` its first line stands two characters in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    paragraph = paper.add_paragraph()
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE_POINTS)
    layout.space_before = layout.space_after = Pt(0)
    if align:
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
    else:
        layout.first_line_indent = Pt(2 * points)
    _write(paragraph.add_run(text), font, points)


def _write(run: Any, font: str, points: int) -> None:
    """Word keeps a font for Chinese beside the one for Latin."""
    from docx.shared import Pt

    run.font.size, run.font.name = Pt(points), font
    run.font.element.get_or_add_rPr().get_or_add_rFonts().set(f"{{{WORDS}}}eastAsia", font)


def _folio(paragraph: Any) -> None:
    """— 1 —, as a field that Word counts."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph.add_run("— "), FOLIO, FOLIO_POINTS)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no word for a field
    _write(paragraph.add_run(" —"), FOLIO, FOLIO_POINTS)


def _paper(template: str, context: dict[str, Any]) -> bytes:
    with override(CHINESE):
        return pdf_of(render_to_string(template, context), sheet=SHEET)


def _day(moment: Any) -> str:
    local = localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日"


def _spoken(moment: Any) -> str:
    """2026年3月5日（星期四）19:30."""
    local = localtime(moment)
    return f"{_day(moment)}（星期{'一二三四五六日'[local.weekday()]}）{local:%H:%M}"
