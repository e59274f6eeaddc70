"""What the actions share: lock the application, write its history and the fact, tell those concerned.

Locking. Every action on an application begins with `lock`: on PostgreSQL the row is held until the transaction ends, on
SQLite transactions are IMMEDIATE and follow each other. Numbers are drawn under the lock of the county's row, and the
database holds them unique.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actors import Actor
from linli.base.errors import Refused
from linli.base.roles import CHAIR
from linli.base.rows import as_seen, held
from linli.facts.actions import record
from linli.facts.kinds import FactKind
from linli.notices.actions import tell, tell_office
from linli.people.queries import persons_over, who_must_hear
from linli.places.models import Division

from ..models import Application, Event
from ..permissions import DECIDERS, apply_for_task, decide_application


def lock(application: Application | int, *, seen: int | None = None) -> Application:
    """The application as it stands now, held until the transaction ends. Missing, or ChangedMeanwhile if it is newer than `seen`."""
    key = application if isinstance(application, int) else application.pk
    found = held(Application.objects.select_related("applicant", "county__parent__parent", "duty"), key)
    as_seen(found, seen)
    return found


def require_state(application: Application, *states: str) -> None:
    if application.state not in states:
        raise Refused(
            _("This cannot be done while the application is “%(state)s”.") % {"state": application.get_state_display()}
        )


def happened(
    by: Actor,
    application: Application,
    kind: FactKind,
    *,
    now: datetime,
    text: str = "",
    data: dict[str, Any] | None = None,
    **attributes: Any,
) -> None:
    """Store the application, its line of history and the fact."""
    application.version += 1
    application.changed_at = now
    application.save()
    Event.objects.create(
        application=application,
        key=kind.key,
        at=now,
        by_id=by.person_id,
        by_role=by.acts_as,
        text=text,
        data=data or {},
    )
    about = {"office": application.applicant_id, "sort": application.kind, "emergency": application.is_emergency}
    known = {name: value for name, value in about.items() if name in kind.attributes}
    record(by, kind.key, application, now=now, community_id=None, **known, **attributes)


def next_number(application: Application, *, now: datetime) -> None:
    """The next number of the county and year. Safe by the lock on the county's row."""
    if application.serial:
        return
    held(Division, application.county_id)
    year = localdate(now).year
    last = Application.objects.filter(county=application.county_id, year=year).aggregate(last=Max("serial"))["last"]
    application.year, application.serial = year, (last or 0) + 1


def path_of(application: Application) -> str:
    return f"/tasks/{application.pk}/"


def tell_all(by: Actor, application: Application, kind: FactKind, *, now: datetime, **values: Any) -> None:
    """The chairs of the communities, and the office that asked."""
    said = {"title": application.title, "number": application.number, "office": application.applicant.name, **values}
    communities = list(application.includes.values_list("community_id", flat=True))
    chairs = persons_over(CHAIR, communities, on=localdate(now)) or _above_them(application, CHAIR, now)
    officers = apply_for_task.holders(application, localdate(now))
    tell(
        by,
        kind.key,
        to=[*chairs, *officers],
        values=said,
        path=path_of(application),
        now=now,
        may_be_nobody=True,  # an application that names no community yet; the office is told by its channels
    )
    tell_office(by, kind.key, organisation_id=application.applicant_id, values=said, path=path_of(application), now=now)


def tell_deciders(by: Actor, application: Application, key: str, *, now: datetime, **values: Any) -> None:
    said = {"title": application.title, "office": application.applicant.name, **values}
    to = decide_application.holders(application, localdate(now)) or _above_them(application, DECIDERS, now)
    tell(
        by, key, to=to, values=said, path=path_of(application), now=now, may_be_nobody=True
    )  # none but by a bare installation


def _above_them(application: Application, kinds: Collection[str], now: datetime) -> list[int]:
    """Where those who must hear it are not there: whoever stands above them, in the first community that it is for."""
    first = application.includes.select_related("community").order_by("pk").first()
    return who_must_hear(kinds, first.community, on=localdate(now))[1] if first else []
