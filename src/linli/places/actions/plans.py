"""Picture plans: a drawing or photograph of the community's plan, and where its buildings stand on it."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.base.recorder import note_fact
from linli.base.text import clean
from linli.base.uploads import Picture

from ..models import Building, Community, Plan, PlanPin
from ..permissions import keep_community
from ..pictures import forget_plan, keep_plan

THOUSANDTHS = 1000


@action
def add_plan(by: Actor, community: Community, *, name: str, picture: Picture, now: datetime, name_en: str = "") -> Plan:
    """Keep a picture plan. Invalid without a name."""
    keep_community.require(by, community)
    name = clean(name).strip()[:120]
    if not name:
        raise Invalid(_("Please write something here."), field="name")
    plan = Plan.objects.create(
        community=community,
        name=name,
        name_en=clean(name_en).strip()[:160],
        picture=keep_plan(picture),
        width=picture.width,
        height=picture.height,
    )
    _note(by, plan, now)
    return plan


@action
def remove_plan(by: Actor, plan: Plan, *, now: datetime) -> None:
    """Take a plan and its pins away, and its file once the row is gone."""
    keep_community.require(by, plan.community)
    _note(by, plan, now)
    name = plan.picture
    plan.delete()
    forget_plan(name)


@action
def pin_building(by: Actor, plan: Plan, building: Building, *, x: int, y: int, now: datetime) -> PlanPin:
    """Say where a building stands on the plan, in thousandths from the upper left. One pin a building; a second moves it."""
    keep_community.require(by, plan.community)
    if building.community_id != plan.community_id:
        raise Invalid(_("This building stands in another community."), field="building")
    if not (0 <= x <= THOUSANDTHS and 0 <= y <= THOUSANDTHS):
        raise Invalid(_("This point is not on the plan."), field="x")
    pin, _new = PlanPin.objects.update_or_create(plan=plan, building=building, defaults={"x": x, "y": y})
    _note(by, plan, now)
    return pin


@action
def unpin_building(by: Actor, plan: Plan, building: Building, *, now: datetime) -> None:
    """Take a building's pin off the plan; nothing happens where there is none."""
    keep_community.require(by, plan.community)
    PlanPin.objects.filter(plan=plan, building=building).delete()
    _note(by, plan, now)


def _note(by: Actor, plan: Plan, now: datetime) -> None:
    note_fact(by, "places.register.changed", plan, now=now, community_id=plan.community_id, what="plan")
