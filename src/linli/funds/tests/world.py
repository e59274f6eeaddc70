"""What the tests over the whole house need of this room: a line with a life, published and asked about."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from linli.base.actors import ANYONE
from linli.base.papers import read_paper
from linli.funds.actions.ledger import receive_money
from linli.funds.actions.lines import open_line
from linli.funds.actions.publishing import answer_question, ask_question, publish_quarter
from linli.funds.actions.spending import approve_expenditure, ask_expenditure, pay_expenditure
from linli.funds.models import Attachment

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PAGES = {
    None: ("/funds/", "/funds/{funds_statement}/"),
    "worker": ("/desk/funds/", "/desk/funds/new/", "/desk/funds/lines/{funds_line}/", "/desk/funds/questions/"),
    "chair": ("/desk/funds/expenditures/{funds_asked}/", "/desk/funds/entries/{funds_entry}/", "/desk/funds/publish/"),
    "department_officer": ("/desk/funds/lines/{funds_line}/",),
}
LISTS = [
    (None, "/funds/"),
    (None, "/funds/{funds_statement}/"),
    ("worker", "/desk/funds/"),
    ("worker", "/desk/funds/lines/{funds_line}/"),
    ("department_officer", "/desk/funds/"),
    ("street_officer", "/desk/funds/"),
    ("worker", "/desk/funds/questions/"),
]


def world(cast: Any, now: Any) -> dict[str, Any]:
    """A line with a published third quarter, and a fourth in which something waits for approval."""
    then = now - timedelta(days=100)  # in August
    open_line(cast.other_worker, cast.there, name="别处的", source="donation", year=2026, payer=None, now=then)
    line = open_line(
        cast.worker,
        cast.here,
        name="养老服务经费",
        name_en="Care of the elderly",
        source="task",
        year=2026,
        payer=cast.works,
        task_number="海民准〔2026〕12号",
        purpose="入户探访和助餐",
        promised_fen=20000000,
        promised_date=date(2026, 9, 30),
        now=then,
    )
    receive_money(cast.worker, line, amount_fen=12000000, on=then.date(), text="第三季度拨款", now=then)
    paper = read_paper(BytesIO(PDF), "发票.pdf")
    visit = _ask(cast, line, 350000, "入户探访补贴", "王某某", then, is_private=True)
    meals = _ask(cast, line, 1860050, "助餐点餐具和保温箱", "某厨具店", then, project="助餐点", papers=[paper])
    for asked in (visit, meals):
        approve_expenditure(cast.chair, asked, now=then)
        entry = pay_expenditure(cast.worker, asked, on=then.date(), now=then)
    statement = publish_quarter(cast.chair, cast.here, year=2026, quarter=3, now=now)
    question = ask_question(cast.resident, statement, text="餐具给了哪些老人？我的电话13800138000", now=now)
    answer_question(cast.worker, question, text="给了助餐点登记的四十二位老人。", now=now)
    ask_question(ANYONE, statement, text="还剩的钱做什么？", now=now)
    waiting = _ask(cast, line, 500000, "重阳节活动用品", "某文具店", now)
    return {
        "funds_line": line.pk,
        "funds_statement": statement.pk,
        "funds_asked": waiting.pk,
        "funds_entry": entry.pk,
        "funds_paper": Attachment.objects.get(expenditure=meals).file,
    }


def _ask(cast: Any, line: Any, fen: int, purpose: str, payee: str, now: Any, **more: Any) -> Any:
    return ask_expenditure(cast.worker, line, amount_fen=fen, purpose=purpose, payee=payee, now=now, **more)
