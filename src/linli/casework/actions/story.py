"""What the actions share: lock the case, move it, write its history, record the fact, tell those concerned.

Locking. Every action on a case begins with `lock`: on PostgreSQL the row is held until the transaction ends, on SQLite
transactions are IMMEDIATE and follow each other. Whoever comes second reads what the first one wrote. A person who acts
on an older page passes `seen`, the version that the page showed, and gets `ChangedMeanwhile` instead of a silent overwrite.
"""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import ChangedMeanwhile, Missing, NotYours, Refused
from linli.base.links import code_for
from linli.base.text import words
from linli.facts.actions import record
from linli.facts.kinds import FactKind
from linli.notices.actions import tell, tell_address

from ..models import Case, Event, Message, Reporter, State, WhistleCall
from ..permissions import REPORTER_LINK
from ..transitions import BY_STATE_AND_ACTION, may


def lock(case: Case | int, *, seen: int | None = None) -> Case:
    """The case as it stands now, held until the transaction ends. Missing, or ChangedMeanwhile if it is newer than `seen`."""
    key = case if isinstance(case, int) else case.pk
    rows = Case.objects.select_for_update(of=("self",)).select_related("community", "category")
    calls = Prefetch("whistles__calls", WhistleCall.objects.order_by("pk"))
    found = rows.prefetch_related("reporters", "walls", "category__seen_by", "whistles", calls).filter(pk=key).first()
    if found is None:
        raise Missing(_("There is no such request."))
    if seen is not None and found.version != seen:
        raise ChangedMeanwhile(
            _(
                "Somebody else changed this request while you were working on it. Look at the change, then send yours again."
            )
        )
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
    **attributes: Any,
) -> Event:
    """Store the case, its line of history and the fact: the third beat of every action on a case."""
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


def tell_reporters(by: Actor, case: Case, kind: FactKind, *, now: datetime, **values: Any) -> None:
    """Tell everybody who reported the case or joined it, each by the way they gave."""
    values = {"number": case.number, **values}
    reporters = [r for r in case.reporters.all() if r.erased_at is None]
    known = [r.person_id for r in reporters if r.person_id]
    if known:
        tell(by, kind.key, to=known, values=values, path=f"/cases/{case.pk}/", now=now, community_id=case.community_id)
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


def tell_staff(by: Actor, case: Case, kind: FactKind, *, now: datetime, **values: Any) -> None:
    """Tell the lead and whoever the case is assigned to."""
    to = {key for key in (case.lead_id, case.assigned_to_id) if key}
    if to:
        tell(
            by,
            kind.key,
            to=sorted(to),
            values={"number": case.number, **values},
            path=f"/desk/cases/{case.pk}/",
            now=now,
            community_id=case.community_id,
        )
