"""A place sets a rule that is stricter than the law's, and ends it; somebody has held the rules against the text of the law."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Refused
from linli.base.recorder import note_fact
from linli.base.rows import held
from linli.base.rules import Rule, forget_rules, is_stricter
from linli.base.text import words

from ..models import Community, Division, LocalRule, RuleCheck
from ..permissions import keep_rule
from ..queries.rules import law_of, version_of


@action
def set_rule(
    by: Actor,
    division: Division,
    *,
    key: str,
    value: Any,
    source: str,
    article: str,
    confirmed_by: str,
    from_date: date,
    now: datetime,
) -> LocalRule:
    """Write down a rule of a province, an office or a charter, from a day on; the one that ran before ends on it.

    Safe by the lock on the division, and a constraint: one runs at a time. Invalid where it is not stricter than the law, Refused where the law
    leaves nothing to set. A rule may have begun before it is written down; what was decided before keeps the rule it was decided by.
    """
    division = _locked(by, division)
    law = law_of(key, on=max(from_date, localdate(now)))
    if not law.stricter:
        raise Refused(_("The law leaves nothing to set here."))
    if not is_stricter(value, than=law):
        raise Invalid(_("A place may only be stricter than the law, never laxer."), field="value")
    running = division.rules.filter(key=key, to_date__isnull=True).first()
    if running and from_date <= running.from_date:
        raise Invalid(_("It begins after the rule that runs now."), field="from_date")
    if running:
        running.to_date = from_date
        running.save(update_fields=["to_date"])
    made = LocalRule.objects.create(
        division=division,
        key=key,
        value=_with_the_rest(law, value),
        source=words(source, field="source", longest=120),
        article=words(article, field="article", longest=80),
        confirmed_by=words(confirmed_by, field="confirmed_by", longest=120),
        from_date=from_date,
    )
    _note(by, "places.rule.set", made, now)
    return made


@action
def end_rule(by: Actor, rule: LocalRule, *, now: datetime) -> LocalRule:
    """From tomorrow on it does not hold any more, and the law's does. Safe by the lock on the division. Refused for one that has ended."""
    _locked(by, rule.division)
    found = LocalRule.objects.filter(pk=rule.pk, to_date__isnull=True).first()
    if found is None:
        raise Refused(_("It has ended already."))
    found.to_date = max(localdate(now) + timedelta(days=1), found.from_date)
    found.save(update_fields=["to_date"])
    _note(by, "places.rule.ended", found, now)
    return found


@action
def check_rules(by: Actor, division: Division, keys: Sequence[str], *, checked_by: str, now: datetime) -> int:
    """Somebody has held these rules, as they stand today, against the text of the law. Safe by a unique row: a version is checked once a place.

    Returns how many were not checked before. Missing for a rule that there is not.
    """
    division, today = _locked(by, division), localdate(now)
    who = words(checked_by, field="checked_by", longest=120)
    count = 0
    for key in dict.fromkeys(keys):
        _row, is_new = RuleCheck.objects.get_or_create(
            division=division,
            key=key,
            version=version_of(law_of(key, on=today)),
            defaults={"checked_by": who, "checked_date": today},
        )
        count += is_new
    return count


def _locked(by: Actor, division: Division) -> Division:
    found = held(Division, division.pk)
    keep_rule.require(by, LocalRule(division=found))
    return found


def _with_the_rest(law: Rule, value: Any) -> Any:
    """What a share is of stays as the law says."""
    return law.value | value if isinstance(law.value, dict) else value


def _note(by: Actor, kind: str, rule: LocalRule, now: datetime) -> None:
    forget_rules()
    here = Community.objects.filter(pk=rule.division_id).values_list("pk", flat=True).first()
    note_fact(by, kind, rule, now=now, community_id=here, rule=rule.key, level=rule.division.level)
