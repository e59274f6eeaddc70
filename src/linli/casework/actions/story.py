"""What the actions share: lock the case, move it, write its history, record the fact, tell those concerned.

Locking. Every action on a case begins with `lock`: on PostgreSQL the row is held until the transaction ends, on SQLite
transactions are IMMEDIATE and follow each other. Whoever comes second reads what the first one wrote. A person who acts
on an older page passes `seen`, the version that the page showed, and gets `ChangedMeanwhile` instead of a silent overwrite.
"""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actors import Actor, RoleKind
from linli.base.errors import NotYours, Refused
from linli.base.links import code_for
from linli.base.rows import as_seen, held
from linli.base.text import words
from linli.facts.actions import record
from linli.facts.kinds import FactKind
from linli.notices.actions import tell, tell_address
from linli.people.queries import actor_of, who_must_hear

from ..models import Case, Event, Message, Reporter, State, WhistleCall
from ..notices import UNHEARD
from ..permissions import REPORTER_LINK, handle_case, work_on_case
from ..transitions import BY_STATE_AND_ACTION, may


def lock(case: Case | int, *, seen: int | None = None) -> Case:
    """The case as it stands now, held until the transaction ends. Missing, or ChangedMeanwhile if it is newer than `seen`."""
    key = case if isinstance(case, int) else case.pk
    rows = Case.objects.select_related("community", "category")
    calls = Prefetch("whistles__calls", WhistleCall.objects.order_by("pk"))
    found = held(rows.prefetch_related("reporters", "walls", "category__seen_by", "whistles", calls), key)
    as_seen(found, seen)
    return found


def require(by: Actor, case: Case, action: str) -> None:
    """The right to do `action`, and a state in which it can be done. NotYours or Refused."""
    if may(by, case, action):
        return
    if (State(case.state), action) in BY_STATE_AND_ACTION:
        raise NotYours(_("Your roles do not include this. Ask the committee who can do it."))
    raise Refused(_("This cannot be done while the request is “%(state)s”.") % {"state": case.get_state_display()})


def move(case: Case, action: str) -> None:
    case.state = BY_STATE_AND_ACTION[(State(case.state), action)].after


def say(
    by: Actor, case: Case, kind: Message.Kind, text: str, *, now: datetime, reporter: Reporter | None = None
) -> Message:
    """Keep words apart from the history, so that they can be erased where the law asks."""
    return Message.objects.create(case=case, kind=kind, text=words(text), by_id=by.person_id, reporter=reporter, at=now)


def happened(
    by: Actor,
    case: Case,
    kind: FactKind,
    *,
    now: datetime,
    before: str | None = None,
    message: Message | None = None,
    public: bool = False,
    data: dict[str, Any] | None = None,
    organisation_id: int | None = None,
    value: int | None = None,
    is_change: bool = True,
    **attributes: Any,
) -> Event:
    """Store the case, its line of history and the fact: the third beat of every action on a case.

    What the house only notes, a warning say, `is_change=False`, takes nobody's page from under them.
    """
    if is_change:
        case.version += 1
        case.changed_at = now
    case.save()
    return log(
        by,
        case,
        kind,
        now=now,
        before=before,
        message=message,
        public=public,
        data=data,
        organisation_id=organisation_id,
        value=value,
        **attributes,
    )


def log(
    by: Actor,
    case: Case,
    kind: FactKind,
    *,
    now: datetime,
    before: str | None = None,
    message: Message | None = None,
    public: bool = False,
    data: dict[str, Any] | None = None,
    organisation_id: int | None = None,
    value: int | None = None,
    **attributes: Any,
) -> Event:
    """The line of history and the fact alone, where the case is stored already."""
    event = Event.objects.create(
        case=case,
        key=kind.key,
        at=now,
        by_id=by.person_id,
        by_role=by.acts_as,
        by_organisation_id=organisation_id,
        is_public=public and not case.is_confidential,
        state_before=before if before is not None else case.state,
        state_after=case.state,
        version=case.version,
        data=data or {},
        message=message,
    )
    record(by, kind.key, case, now=now, community_id=case.community_id, value=value, **attributes)
    return event


def reporter_path(reporter: Reporter) -> str:
    """Where a reporter follows the case: their page if they have an account, otherwise a link that only they hold."""
    if reporter.person_id:
        return f"/cases/{reporter.case_id}/"
    return f"/t/{reporter.case_id}-{tracking_code(reporter)}/"


def tracking_code(reporter: Reporter) -> str:
    return code_for(REPORTER_LINK, reporter.pk, reporter.link_version)


def tell_reporters(
    by: Actor, case: Case, kind: FactKind, *, now: datetime, only_first: bool = False, **values: Any
) -> None:
    """Tell everybody who reported the case or joined it, each by the way they gave; a question is put to the first one alone.

    Whoever a wall keeps from it, and "me too" of what is hidden or confidential by now, hear nothing of it any more.
    """
    tell_these_reporters(by, case, _who_hears(case, only_first), kind, now=now, **values)


def tell_these_reporters(
    by: Actor, case: Case, reporters: list[Reporter], kind: FactKind, *, now: datetime, **values: Any
) -> None:
    values = {"number": case.number, **values}
    walled = set(case.walls.values_list("person_id", flat=True))
    reporters = [r for r in reporters if r.erased_at is None and r.person_id not in walled]
    known = [r.person_id for r in reporters if r.person_id]
    tell(
        by,
        kind.key,
        to=known,
        values=values,
        path=f"/cases/{case.pk}/",
        now=now,
        community_id=case.community_id,
        may_be_nobody=True,  # reporters need no account
    )
    for reporter in reporters:
        if reporter.email and not reporter.person_id:
            tell_address(
                by,
                kind.key,
                email=reporter.email,
                language=reporter.language,
                values=values,
                path=reporter_path(reporter),
                now=now,
                matter=f"casework.case:{case.pk}",
                community_id=case.community_id,
            )


def tell_staff(by: Actor, case: Case, kind: FactKind | str, *, now: datetime, **values: Any) -> None:
    """Tell whoever must act: the lead and whoever works on it, while they may; else all who handle it; else those above them."""
    told = {"number": case.number, **values}
    if to := _who_acts(case, now):
        path = f"/desk/cases/{case.pk}/"
        key = kind if isinstance(kind, str) else kind.key
        tell(by, key, to=to, values=told, path=path, now=now, community_id=case.community_id)
        return
    walled = {wall.person_id for wall in case.walls.all()}
    level, to = who_must_hear((), case.community, on=localdate(now), but_not=walled)
    key, path = unheard(case, level)
    tell(
        by,
        key,
        to=to,
        values=told,
        path=path,
        now=now,
        community_id=case.community_id,
        may_be_nobody=True,  # not a single account on this installation: the request is received all the same
    )


def unheard(case: Case, roles: frozenset[str]) -> tuple[str, str]:
    """The notice and the page for those above, where nobody is there who may deal with the case: its own only where they may read it."""
    if roles != {RoleKind.STREET_OFFICER}:
        return UNHEARD, "/settings/people/"
    return UNHEARD, "/inbox/" if case.is_confidential else f"/cases/{case.pk}/"


def _who_hears(case: Case, only_first: bool) -> list[Reporter]:
    is_closed = case.is_confidential or bool(case.hidden_reason)
    return [
        r
        for r in case.reporters.all()
        if r.is_first or (not only_first and (r.reported_id is not None or not is_closed))
    ]


def _who_acts(case: Case, now: datetime) -> list[int]:
    """Asked of the rights of today: a role that has ended, a wall or a confidential category ends it."""
    mine = sorted({key for key in (case.lead_id, case.assigned_to_id) if key})
    return [key for key in mine if work_on_case.allows(actor_of(key, now=now), case)] or handle_case.holders(
        case, localdate(now)
    )
