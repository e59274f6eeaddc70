"""Results and answer sheets as Excel, each with a codebook; text that a spreadsheet would run is kept as text."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.base.sheets import safe_cell

from .models import Channel, Question
from .showing import Line, Table, label_of
from .tongues import Tongue

WIDTHS = (10, 44, 34, 12, 12, 12)


def results_book(
    tongue: Tongue, questions: Sequence[Question], lines: Sequence[Line], tables: Sequence[Table]
) -> bytes:
    """Counts question by question, tables of two questions, the codebook. What is hidden on the page is hidden here."""
    book = _book()
    rows = [row for line in lines for row in _rows(line)]
    _fill(
        book,
        _("Results"),
        [_("No."), _("Question"), pgettext("survey", "Answer"), _("How many people"), _("Share"), _("Answered")],
        rows,
    )
    for place, table in enumerate(tables, start=1):
        _fill(book, _("Table %(n)d") % {"n": place}, *_crossed(table))
    _codebook(book, tongue, questions)
    return _bytes(book)


def answers_book(
    tongue: Tongue,
    questions: Sequence[Question],
    sheets: Iterable[Mapping[str, Any]],
    said: Mapping[int, Sequence[str]],
) -> bytes:
    """Every sheet a row, in no order; a mark (1) for each option of several. Words in columns of their own: a row there is no row here."""
    book = _book()
    columns = [(question, option) for question in questions for option in _columns(question)]
    headings = [
        _("How it was answered"),
        *(f"q{question.place}" if option is None else f"q{question.place}_{option}" for question, option in columns),
    ]
    rows = [[str(Channel(sheet["channel"]).label), *(_given(sheet, *column) for column in columns)] for sheet in sheets]
    _fill(book, _("Answers"), headings, rows)
    with_words = [question for question in questions if said.get(question.pk)]
    _fill(
        book,
        _("Words, in no order"),
        [f"q{one.place}" for one in with_words],
        zip_longest(*(said[one.pk] for one in with_words), fillvalue=""),
    )
    _codebook(book, tongue, questions)
    return _bytes(book)


def _rows(line: Line) -> list[list[Any]]:
    head = [line.question.place, line.told.text]
    if line.is_hidden:
        return [[*head, _("hidden"), "", "", ""]]
    if line.chart is None:
        return [[*head, "", "", "", line.answered]]
    return [
        [*head, bar.label, bar.low if not bar.is_hidden else bar.words, bar.share, line.answered]
        for bar in line.chart.bars
    ]


def _crossed(table: Table) -> tuple[list[str], list[list[Any]]]:
    together = pgettext("sum", "Together")
    headings = [f"{table.first.question.place} × {table.second.question.place}", *table.columns, together]
    rows = [
        [label, *(_("hidden") if count is None else count for count in cells), total]
        for label, cells, total in table.rows
    ]
    return headings, [*rows, [together, *table.totals, table.total]]


def _codebook(book: Any, tongue: Tongue, questions: Sequence[Question]) -> None:
    rows = list[list[Any]]()
    places = {question.pk: question.place for question in questions}
    for question in questions:
        told = tongue.told(question)
        only = (
            f"{places[question.asked_if_id]}: {'、'.join(map(str, question.if_options))}"
            if question.asked_if_id
            else ""
        )
        head = [question.place, told.text, str(question.get_kind_display())]
        rows.append([*head, "", only, _("yes") if question.is_required else _("no")])
        rows += [["", "", label_of(told, number), number, "", ""] for number, _label in told.numbered]
    headings = [
        _("No."),
        _("Question"),
        _("How it is answered"),
        _("Code"),
        _("Only after (question: answers)"),
        _("Has to be answered"),
    ]
    _fill(book, _("Codebook"), headings, rows)


def _columns(question: Question) -> list[int | None]:
    return list(range(1, question.option_count + 1)) if question.kind == Question.Kind.SEVERAL else [None]


def _given(sheet: Mapping[str, Any], question: Question, option: int | None) -> Any:
    given = sheet.get(str(question.pk))
    if given is None:
        return ""
    if option is not None:
        return int(option in given)
    return given[0] if isinstance(given, list) else 1 if given is True else given


def _book() -> Any:
    from openpyxl import Workbook

    return Workbook(write_only=True)


def _fill(book: Any, name: str, headings: Sequence[Any], rows: Iterable[Iterable[Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for place in range(len(headings)):
        sheet.column_dimensions[get_column_letter(place + 1)].width = (
            WIDTHS[place] if place < len(WIDTHS) else WIDTHS[-1]
        )
    cells = [WriteOnlyCell(sheet, safe_cell(heading)) for heading in headings]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for row in rows:
        sheet.append([safe_cell(value) for value in row])


def _bytes(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
