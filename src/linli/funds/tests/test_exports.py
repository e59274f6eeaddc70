"""What leaves the house: vouchers, Excel, a journal that another tool reads, papers that do no harm."""

import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image

from linli.base.errors import Invalid
from linli.base.papers import read_paper
from linli.funds.actions.ledger import reverse_entry
from linli.funds.journal import journal_of
from linli.funds.queries.desk import attachments_of, entry_for, expenditure_for, ledgers, lines
from linli.funds.voucher import voucher_pdf

from .conftest import a_line
from .world import PDF


def read_journal(text: str) -> dict[str, int]:
    """The balances in fen as beancount reads and checks them, by account."""
    from beancount import loader
    from beancount.core import realization

    entries, errors, _options = loader.load_string(text)
    assert not errors
    root = realization.realize(entries)
    real = realization.iter_children(root, leaf_only=True)
    return {a.account: int(sum(p.units.number for p in a.balance.get_positions()) * 100) for a in real}


def test_the_journal_is_read_by_beancount_with_the_same_balances(cast, line, do, now):
    other = a_line(cast, now, name='带"引号"和\\斜线', source="donation", payer=None)
    empty = a_line(cast, now, name="空的")
    do.receive(line, 100050)
    paid = do.spend(line, 30025, purpose='买"灯"\n三盏', payee="=cmd|calc")
    reverse_entry(cast.chair, paid, reason="退货", now=now)
    do.spend(line, 99)
    do.receive(other, 7)
    rows = lines(cast.auditor)
    read = read_journal(journal_of(rows, ledgers(cast.auditor, [r.line for r in rows])))
    for row in rows:
        key, source, place = row.line.pk, row.line.source.title(), f"C{cast.here.pk}"
        assert read.get(f"Assets:Funds:{place}:L{key}", 0) == row.balance_fen
        assert -read.get(f"Income:{source}:{place}:L{key}", 0) == row.arrived_fen
        assert read.get(f"Expenses:{source}:{place}:L{key}", 0) == row.spent_fen
    assert {r.line.pk: r.balance_fen for r in rows} == {line.pk: 99951, other.pk: 7, empty.pk: 0}


@given(amounts=st.lists(st.integers(1, 10**12), min_size=1, max_size=6))
def test_any_amounts_are_read_back(cast, do, now, amounts):
    line = a_line(cast, now)
    for fen in amounts:
        do.receive(line, fen)
    rows = [r for r in lines(cast.worker) if r.line == line]
    read = read_journal(journal_of(rows, ledgers(cast.worker, [line])))
    assert read[f"Assets:Funds:C{cast.here.pk}:L{line.pk}"] == sum(amounts)


def test_the_workbook_holds_what_is_seen_with_numbers_and_without_formulas(cast, line, do, visit):
    do.receive(line, 100050)
    do.spend(line, 50, payee="=HYPERLINK(1)")
    a_line(cast, line.opened_at, name="去年的", year=2025)
    book = load_workbook(BytesIO(visit("worker").get("/desk/funds/export.xlsx?year=2026").content))
    sums, ledger = book.worksheets
    assert [[c.value for c in row][6:] for row in sums.iter_rows(min_row=2)] == [[5000, 1000.5, 0.5, 0, 1000]]
    assert [row[5].value for row in ledger.iter_rows(min_row=2)] == [None, "'=HYPERLINK(1)"]
    assert [row[10].value for row in ledger.iter_rows(min_row=2)] == [1000.5, 1000]


def test_vouchers_are_made_for_every_kind_of_entry(cast, line, do, now):
    came = do.receive(line, 1860050)
    paid = do.spend(line, 1860050)
    back = reverse_entry(cast.chair, paid, reason="退货", now=now)
    for entry in (came, paid, back):
        row = entry_for(cast.auditor, entry.pk)
        asked = expenditure_for(cast.auditor, entry.expenditure_id) if entry.expenditure_id else None
        assert voucher_pdf(row, asked, papers=2)[:4] == b"%PDF"


def _packed() -> bytes:
    inside = zlib.compress(b"1 0 << /S /JavaScript /JS (x) >>")
    return b"%PDF-1.5\n2 0 obj << /Type /ObjStm /N 1 >>\nstream\n" + inside + b"\nendstream endobj\n%%EOF"


@pytest.mark.once
@pytest.mark.parametrize(
    "bad",
    [
        b"%PDF-1.4 /OpenAction << /S /JavaScript /JS (app.alert(1)) >> %%EOF",
        b"%PDF-1.4 /J#61vaScript %%EOF",
        b"%PDF-1.4 /Launch %%EOF",
        b"%PDF-1.4 /EmbeddedFiles %%EOF",
        b"%PDF-1.4 /Encrypt 5 0 R %%EOF",
        b"%PDF-1.4 cut off",
        b"MZ\x90",
        b"",
        _packed(),
    ],
)
def test_a_paper_that_could_do_harm_is_refused(bad):
    with pytest.raises(Invalid):
        read_paper(BytesIO(bad), "发票.pdf")


def test_papers_are_kept_and_served_to_those_who_may_see_them(cast, line, do, visit):
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    do.receive(line, 100)
    papers = [read_paper(BytesIO(PDF), "发票.pdf"), read_paper(BytesIO(picture.getvalue()), "收据.png")]
    asked = do.ask(line, 10, papers=papers)
    pdf, photo = attachments_of(cast.auditor, asked)
    answer = visit("auditor").get(f"/desk/funds/papers/{pdf.file}")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert photo.file.endswith(".jpg")
    for who in ("department_officer", "resident", None):
        assert visit(who).get(f"/desk/funds/papers/{pdf.file}").status_code == 404
