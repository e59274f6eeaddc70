"""Forms that invented offices ask of the home community: one that is due, one without its legal marks, one in a chat group."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from linli.paperwork.actions.handing import hand_over
from linli.paperwork.actions.register import refuse_form, register_form
from linli.paperwork.periods import due_days

from .persons import Persons
from .places import Places

FIELDS = ["姓名", "性别", "出生年月", "住址", "联系电话", "是否独居"]


def fill_forms(places: Places, persons: Persons, *, now: datetime) -> None:
    """A year of one form, handed over month by month; the next is due in two days."""
    begun, today = now - timedelta(days=300), localdate(now)
    worker, home = persons.actor("worker", now), places.home
    ledger = register_form(
        worker, home, title="高龄独居老人台账", office=places.offices["district"], way="file", frequency="monthly", purpose="发放高龄津贴",
        basis="演示文件〔第3号〕", first_due_date=today - timedelta(days=300), minutes_each_time=150, cells=720, now=begun,
    )  # fmt: skip
    for day in due_days(ledger, until=today - timedelta(days=20)):
        then = now - timedelta(days=(today - day).days + 2)
        hand_over(
            worker,
            ledger,
            due_date=day,
            fields=FIELDS,
            people=24,
            purpose="发放高龄津贴",
            basis="演示文件〔第3号〕",
            now=then,
        )
    register_form(
        worker, home, title="垃圾分类桶点巡查数", office=places.offices["works"], way="chat", platform="环境卫生工作群", frequency="weekly",
        first_due_date=today + timedelta(days=2), minutes_each_time=40, cells=24, now=now - timedelta(days=3),
    )  # fmt: skip
    bare = register_form(
        worker, home, title="商户从业人员情况统计表", office=places.offices["street"], way="file", frequency="quarterly", is_statistical=True,
        first_due_date=today + timedelta(days=20), minutes_each_time=600, cells=1800, now=now - timedelta(days=40),
    )  # fmt: skip
    refuse_form(worker, bare, now=now - timedelta(days=38))
    register_form(
        worker, home, title="社区文体活动统计表", office=places.offices["district"], way="platform", platform="演示填报平台", frequency="yearly",
        is_statistical=True, form_number="演示文1表", first_due_date=today + timedelta(days=30), minutes_each_time=90, cells=60,
        now=now - timedelta(days=10),
    )  # fmt: skip
