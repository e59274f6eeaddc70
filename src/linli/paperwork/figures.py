"""What a form may be filled with beside the fields of a record: names, days, and counts of who lives here."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Figure:
    """One value of a form. `where` are conditions as in `records.values.fits`; a name or day has none and is known by its key.
    `confirmed` is the community's own figure, which counts before anything that is counted in the records."""

    key: str
    name: str | Promise
    headings: tuple[str, ...]
    of: str = ""
    where: dict[str, Any] = field(default_factory=dict)
    confirmed: str = ""


RESIDENT, HOUSEHOLD = "resident", "household"
PLAIN = frozenset({"@community", "@street", "@today", "@who", "@rows"})
"""They say nothing of anybody, and are no columns that an office could have been given before."""
IDENTIFYING = frozenset({"name", "head"})
"""Without these, nobody could tell what the rest belongs to: they are given each time."""

FIGURES = (
    Figure(
        "@community",
        _("name of the community"),
        ("社区", "社区名称", "村（社区）", "村居", "填报单位", "居委会", "单位名称"),
    ),
    Figure("@street", _("name of the street"), ("街道", "镇街", "街道（镇）", "所属街道")),
    Figure("@today", _("today"), ("填报日期", "填表日期", "填报时间", "日期", "报送时间")),
    Figure("@who", _("who fills it"), ("填报人", "填表人", "经办人", "制表人")),
    Figure("@rows", _("how many lines"), ("人数", "合计", "总数", "合计人数")),
    Figure(
        "@residents",
        _("residents"),
        ("总人数", "常住人口", "常住人数", "居民人数", "人口数", "总人口"),
        RESIDENT,
        confirmed="living",
    ),
    Figure("@households", _("households"), ("总户数", "户数", "常住户数"), HOUSEHOLD, confirmed="households"),
    Figure("@men", _("men"), ("男", "男性人数", "人数/男", "男性"), RESIDENT, {"sex": "male"}),
    Figure("@women", _("women"), ("女", "女性人数", "人数/女", "女性"), RESIDENT, {"sex": "female"}),
    Figure(
        "@from60",
        _("aged 60 and over"),
        ("60岁以上", "60周岁以上老年人", "老年人数", "60岁及以上人数"),
        RESIDENT,
        {"age": {"from": 60}},
    ),
    Figure("@from65", _("aged 65 and over"), ("65岁以上", "65岁及以上人数"), RESIDENT, {"age": {"from": 65}}),
    Figure(
        "@from80",
        _("aged 80 and over"),
        ("80岁以上", "高龄老人", "高龄老人数", "80岁及以上人数"),
        RESIDENT,
        {"age": {"from": 80}},
    ),
    Figure("@minors", _("under 18"), ("未成年人", "未成年人数", "18岁以下"), RESIDENT, {"age": {"to": 17}}),
    Figure(
        "@alone", _("living alone"), ("独居", "独居人数", "独居老人数", "独居老人"), RESIDENT, {"lives_alone": True}
    ),
    Figure(
        "@subsistence", _("on subsistence allowance"), ("低保", "低保人数", "低保对象"), RESIDENT, {"subsistence": True}
    ),
)
BY_KEY = {figure.key: figure for figure in FIGURES}
