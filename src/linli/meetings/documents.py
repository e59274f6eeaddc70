"""The notice and the minutes on paper, laid out as Chinese offices do (GB/T 9704): margins 37, 35, 28 and 26 mm, a title of 22 pt, a text of 16 pt."""

from io import BytesIO

from django.template.loader import render_to_string
from django.utils.translation import override

from linli.base.pdf import pdf_of
from linli.base.qr import qr_svg

from .models import Meeting

SHEET = "meetings/office.css"
TITLE, TEXT = "方正小标宋简体", "仿宋_GB2312"
TITLE_POINTS, TEXT_POINTS, LINE_POINTS = 22, 16, 28
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
CHINESE = "zh-hans"


def notice_sheet(meeting: Meeting, *, page: str, door: str = "") -> bytes:
    """For the board: what, when, where, the agenda, and a code to the page; with `door`, a second sheet for the door."""
    context = {
        "meeting": meeting,
        "items": meeting.items.all(),
        "qr": qr_svg(page),
        "door": qr_svg(door) if door else "",
    }
    with override(CHINESE):
        return pdf_of(render_to_string("meetings/notice.html", context), sheet=SHEET)


def minutes_sheet(meeting: Meeting) -> bytes:
    context = {
        "meeting": meeting,
        "lines": meeting.minutes.split("\n"),
        "signatures": meeting.signatures.select_related("person"),
    }
    with override(CHINESE):
        return pdf_of(render_to_string("meetings/minutes.html", context), sheet=SHEET)


def minutes_word(meeting: Meeting) -> bytes:
    """The same as a Word file, to be worked on in an office."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Mm, Pt

    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(TOP),
        Mm(BOTTOM),
        Mm(LEFT),
        Mm(RIGHT),
    )

    def line(text: str, font: str, points: int, *, is_centred: bool = False) -> None:
        paragraph = paper.add_paragraph()
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE_POINTS)
        layout.space_before = layout.space_after = Pt(0)
        if is_centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            layout.first_line_indent = Pt(2 * points)
        run = paragraph.add_run(text)
        run.font.size, run.font.name = Pt(points), font
        run.font.element.get_or_add_rPr().get_or_add_rFonts().set(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia", font
        )

    line(meeting.title, TITLE, TITLE_POINTS, is_centred=True)
    line("", TEXT, TEXT_POINTS)
    for text in meeting.minutes.split("\n"):
        line(text, TEXT, TEXT_POINTS)
    line("", TEXT, TEXT_POINTS)
    for one in meeting.signatures.select_related("person"):
        line(f"{one.get_role_display()}：{one.person.name}", TEXT, TEXT_POINTS)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()
