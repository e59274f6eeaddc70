"""The manner of office tables: titles over all columns, two rows of headings, lines around everything, a margin for the seal."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Headings = Sequence[str | tuple[str, Sequence[str]]]

THIN = Side(style="thin")
LINES = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
A3, A4 = 8, 9


def title(sheet: Worksheet, words: str, width: int, row: int = 1) -> None:
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    cell = sheet.cell(row, 1, words)
    cell.font, cell.alignment = Font("方正小标宋简体", size=22), MIDDLE
    sheet.row_dimensions[row].height = 36


def headings(sheet: Worksheet, row: int, names: Headings) -> int:
    """Two rows where a heading has others below it; how many columns they take."""
    two = any(isinstance(name, tuple) for name in names)
    column = 1
    for name in names:
        group, leaves = name if isinstance(name, tuple) else (name, ())
        boxed(sheet, (row, column, row if leaves else row + two, column + max(len(leaves), 1) - 1), group, bold=True)
        for at, leaf in enumerate(leaves):
            boxed(sheet, (row + 1, column + at, row + 1, column + at), leaf, bold=True)
        column += max(len(leaves), 1)
    return column - 1


def boxed(sheet: Worksheet, area: tuple[int, int, int, int], words: object = None, *, bold: bool = False) -> None:
    top, left, bottom, right = area
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = LINES, MIDDLE
            cell.font = Font("黑体" if bold else "仿宋_GB2312", size=12)
            if bold:
                cell.fill = PatternFill("solid", fgColor="FFF2DCDB")
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
    sheet.cell(top, left).value = words


def empty_rows(
    sheet: Worksheet, first: int, count: int, width: int, *, numbered: bool = False, height: float = 24
) -> None:
    for row in range(first, first + count):
        sheet.row_dimensions[row].height = height
        for column in range(1, width + 1):
            boxed(sheet, (row, column, row, column), row - first + 1 if numbered and column == 1 else None)


def printed(sheet: Worksheet, *, paper: int, landscape: bool, last: str, titles: str = "") -> None:
    """As offices print: the paper, the binding margin at the left, page numbers, the headings on each page."""
    sheet.page_setup.paperSize = paper
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left, sheet.page_margins.right = 1.1, 0.4
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
    sheet.print_area = f"A1:{last}"
    if titles:
        sheet.print_title_rows = titles


def widths(sheet: Worksheet, *sizes: float) -> None:
    for at, size in enumerate(sizes, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = size


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
