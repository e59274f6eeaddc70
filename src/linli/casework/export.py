"""Lists of cases as Excel: what is seen, without contact details, safe from formulas."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from linli.base.sheets import safe_cell

from .models import Case


def cases_workbook(cases: Iterable[Case]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Requests"))
    sheet.freeze_panes = "A2"
    headings = [
        _("Number"),
        _("Community"),
        _("Category"),
        _("State"),
        _("What"),
        _("Where"),
        _("Received"),
        _("Due"),
        _("Resolved"),
        _("Outcome"),
    ]
    cells = [WriteOnlyCell(sheet, heading) for heading in headings]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for case in cases:
        moments = [
            localtime(m).replace(tzinfo=None) if m else None
            for m in (case.reported_at, case.next_due_at, case.resolved_at)
        ]
        place = " ".join(part for part in (case.building.label if case.building else "", case.place_text) if part)
        row = [
            case.number,
            case.community.label,
            case.category.label,
            case.get_state_display(),
            case.text,
            place,
            *moments,
            case.get_outcome_display(),
        ]
        sheet.append([safe_cell(value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
