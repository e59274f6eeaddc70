"""What the tests of the gate begin with."""

from datetime import date

from linli.intake.actions.applying import draft_application, submit_application
from linli.intake.models import Application

WHOLE = {
    "contact": "管理科 020-00000000",
    "basis_law": "中华人民共和国测试法",
    "basis_article": "第一条",
    "basis_rank": "law",
    "community_does": "上门告知",
    "department_does": "派人指导",
    "touches": "独居老人三十户",
    "minutes_each_time": 120,
    "frequency": "weekly",
    "from_date": date(2027, 2, 1),
    "to_date": date(2027, 8, 2),
    "money_fen": 500000,
    "money_line": "区城管专项",
    "money_date": date(2027, 1, 15),
    "people": "每周派一人半天",
    "means": "宣传单二百份",
    "powers": "可以进入公共部位查看",
    "assessment": "none",
    "exit": "期满结束",
}


def drafted(cast, now, **more) -> Application:
    """An application of the cast's department that says everything, for both communities."""
    given = WHOLE | {"communities": [cast.here.pk, cast.there.pk], "steps": [("上门一次", date(2027, 2, 20))]} | more
    return draft_application(
        cast.department_officer, cast.works, title="楼道堆物整治", kind="one_off", now=now, **given
    )


def submitted(cast, now, **more) -> Application:
    return submit_application(cast.department_officer, drafted(cast, now, **more), now=now)
