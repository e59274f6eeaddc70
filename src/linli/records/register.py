"""The field register: what may be kept of a household or a resident, on what basis, for what purpose, how long, for whose eyes.

The shipped fields are data (`register.json`); offices add their own and switch fields on and off. No database here.
"""

import json
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from linli.base.actors import RoleKind

KINDS = ("text", "date", "number", "choice", "telephone", "yes_no")
OWNERS = ("household", "resident")
RESIDENT, HOUSEHOLD = "resident", "household"
KEEPERS = (RoleKind.COMMUNITY_WORKER.value, RoleKind.COMMITTEE_CHAIR.value)


@dataclass(frozen=True)
class Choice:
    """One answer of a field, and the words by which committees write it."""

    key: str
    name: str
    name_en: str = ""
    words: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.name_en if _english() and self.name_en else self.name


@dataclass(frozen=True)
class Field:
    """`headings` are the words by which a column is recognised. What is computed is never filled: it follows from the others."""

    key: str
    name: str
    kind: str
    belongs_to: str
    name_en: str = ""
    basis: str = ""
    basis_en: str = ""
    purpose: str = ""
    purpose_en: str = ""
    retention_months: int = 36
    seen_by: tuple[str, ...] = KEEPERS
    rests_on_consent: bool = False
    is_sealed: bool = False
    is_computed: bool = False
    is_on: bool = True
    choices: tuple[Choice, ...] = ()
    headings: tuple[str, ...] = field(default=(), repr=False)

    @property
    def label(self) -> str:
        return self.name_en if _english() and self.name_en else self.name

    @property
    def basis_label(self) -> str:
        return self.basis_en if _english() and self.basis_en else self.basis

    @property
    def purpose_label(self) -> str:
        return self.purpose_en if _english() and self.purpose_en else self.purpose

    @property
    def is_fillable(self) -> bool:
        """No basis, no purpose: no value."""
        return self.is_on and not self.is_computed and bool(self.basis and self.purpose)

    def switched(self, *, is_on: bool, basis: str = "") -> "Field":
        """The field as an office has it; a basis of its own stands before the shipped one."""
        named = f"{self.basis}；{basis}" if basis and self.basis else basis or self.basis
        return replace(self, is_on=is_on, basis=named, basis_en=named if basis else self.basis_en)


ADDRESS = Field(
    "address",
    "住址",
    "text",
    HOUSEHOLD,
    "Address",
    is_computed=True,
    basis="《城市居民委员会组织法》第三条、第十六条；《个人信息保护法》第十三条第一款第三项",
    basis_en="Organic Law of Urban Residents' Committees, art. 3 and 16; Personal Information Protection Law, art. 13(1)(3)",
    purpose="按楼栋服务，上门能找到人",
    purpose_en="To serve building by building, and to find the door",
    headings=(
        "住址",
        "家庭住址",
        "居住地址",
        "现住址",
        "现居住地址",
        "现居住地",
        "详细地址",
        "地址",
        "居住地",
        "address",
    ),
)
PLACE = (
    ADDRESS,
    Field(
        "road",
        "街巷",
        "text",
        HOUSEHOLD,
        "Road",
        is_computed=True,
        headings=("街巷", "道路", "路名", "街路巷", "小区", "小区名称", "road"),
    ),
    Field(
        "building",
        "楼栋",
        "text",
        HOUSEHOLD,
        "Building",
        is_computed=True,
        headings=("楼栋", "楼栋号", "楼号", "栋号", "栋", "幢", "楼幢", "building"),
    ),
    Field(
        "unit",
        "单元",
        "text",
        HOUSEHOLD,
        "Entrance",
        is_computed=True,
        headings=("单元", "单元号", "梯号", "梯", "entrance"),
    ),
    Field(
        "door",
        "房号",
        "text",
        HOUSEHOLD,
        "Door",
        is_computed=True,
        headings=("房号", "门牌", "门牌号", "室号", "房间号", "户号", "室", "door", "room"),
    ),
)
"""Where a household lives: parts of its address, kept with the household itself."""

AGE = Field("age", "年龄", "number", RESIDENT, "Age", is_computed=True, headings=("年龄", "岁数", "周岁", "age"))
HEAD = Field("head", "户主", "text", HOUSEHOLD, "Head of household", is_computed=True)
MEMBERS = Field("members", "人数", "number", HOUSEHOLD, "Persons", is_computed=True)
COMPUTED = (*PLACE, AGE, HEAD, MEMBERS)


@cache
def shipped() -> tuple[Field, ...]:
    """The starter set, in the order in which a record shows it."""
    rows = json.loads(Path(__file__).with_name("register.json").read_text(encoding="utf-8"))
    return tuple(_field(row) for row in rows)


def _field(row: dict[str, Any]) -> Field:
    choices = tuple(Choice(**{**c, "words": tuple(c.get("words", ()))}) for c in row.pop("choices", ()))
    for name in ("seen_by", "headings"):
        if name in row:
            row[name] = tuple(row[name])
    return Field(**row, choices=choices)


def _english() -> bool:
    return (get_language() or "").startswith("en")
