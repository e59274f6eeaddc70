"""What an office sets up: categories, their clocks, ready answers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import SEES_OTHERS, Actor, RoleKind
from linli.base.errors import Invalid, NotYours
from linli.base.rows import find_held
from linli.base.text import words
from linli.facts.actions import record
from linli.facts.kinds import Good
from linli.places.models import Community

from .. import facts
from ..models import AnswerTemplate, Category, Clock, SeenBy
from ..permissions import set_up_casework
from .sealing import follow_category


@action
def add_category(
    by: Actor,
    *,
    key: str,
    name: str,
    good: str,
    now: datetime,
    name_en: str = "",
    words: Sequence[str] = (),
    group: str = "",
    group_en: str = "",
    description: str = "",
    description_en: str = "",
    is_confidential: bool = False,
    seen_by: Sequence[str] = (),
    needs_hands: bool = False,
    is_private_matter: bool | None = None,
    position: int = 0,
    community: Community | None = None,
    is_active: bool = True,
) -> Category:
    """Add a kind of request, or bring one up to date by its key; whose it is stays. Safe by the unique key and the row's lock.

    A confidential one names the roles that see it, and only such a one does. What was reported in it before becomes confidential
    with it, each under its lock; it never becomes public by the change back. Where nothing is said, what is confidential or needs
    hands is a private matter: it is public only if its reporter says so. NotYours for a chair who would change what holds for all.
    """
    known = find_held(Category.objects.filter(key=key))
    community, was_confidential = (known.community, known.is_confidential) if known else (community, is_confidential)
    require_setter(by, community)
    if good not in {g.value for g in Good}:
        raise Invalid(_("Choose one of the six goods."), field="good")
    if bool(seen_by) != is_confidential or not set(seen_by) <= {kind.value for kind in SEES_OTHERS}:
        raise Invalid(
            _("A confidential category names the staff roles that see it; others name none."), field="seen_by"
        )
    category, _new = Category.objects.update_or_create(
        key=key,
        defaults={
            "name": name,
            "name_en": name_en,
            "good": good,
            "words": "\n".join(words),
            "group": group,
            "group_en": group_en,
            "description": description,
            "description_en": description_en,
            "is_confidential": is_confidential,
            "needs_hands": needs_hands,
            "is_private_matter": is_confidential or (needs_hands if is_private_matter is None else is_private_matter),
            "position": position,
            "community": community,
            "is_active": is_active,
        },
    )
    SeenBy.objects.filter(category=category).exclude(role__in=seen_by).delete()
    SeenBy.objects.bulk_create([SeenBy(category=category, role=role) for role in seen_by], ignore_conflicts=True)
    if known and was_confidential != is_confidential:
        follow_category(by, category, now=now)
    record(by, facts.CATEGORY_KEPT.key, category, now=now, community_id=category.community_id, category=key)
    return category


@action
def set_clock(
    by: Actor,
    *,
    kind: str,
    working_minutes: int,
    source: str,
    now: datetime,
    category: Category | None = None,
    community: Community | None = None,
) -> Clock:
    """Set a deadline in working minutes from today; the one before ends today and stays as history."""
    require_setter(by, community)
    if working_minutes <= 0:
        raise Invalid(_("A clock has at least one minute."), field="working_minutes")
    earlier: Any = Clock.objects.filter(kind=kind, category=category, community=community, to_date__isnull=True)
    earlier.update(to_date=localdate(now))
    clock = Clock.objects.create(
        kind=kind,
        category=category,
        community=community,
        working_minutes=working_minutes,
        source=source,
        from_date=localdate(now),
    )
    told = {"clock": kind, "category": category.key if category else None}
    record(by, facts.CLOCK_SET.key, clock, now=now, community_id=clock.community_id, value=working_minutes, **told)
    return clock


@action
def add_answer_template(
    by: Actor,
    *,
    title: str,
    text: str,
    now: datetime,
    text_en: str = "",
    community: Community | None = None,
    category: Category | None = None,
    position: int = 0,
) -> AnswerTemplate:
    """Keep a ready answer."""
    require_setter(by, community)
    return AnswerTemplate.objects.create(
        title=words(title, field="title", longest=80),
        text=words(text, longest=2000),
        text_en=text_en,
        community=community,
        category=category,
        position=position,
    )


@action
def forget_answer_template(by: Actor, template: AnswerTemplate, *, now: datetime) -> None:
    """Take a ready answer away; answers given with it stay. Safe by the one statement."""
    del now
    require_setter(by, template.community)
    AnswerTemplate.objects.filter(pk=template.pk).delete()


def require_setter(by: Actor, community: Community | None) -> None:
    """What holds for all is set by administrators, what holds for one community by its chair too."""
    if by.is_house or by.holds(RoleKind.ADMINISTRATOR):
        return
    if community is None or not set_up_casework.allows(by, community):
        raise NotYours(_("Only an administrator, or the chair for the own community, sets this up."))
