"""Roles: given for a period, ended on a day."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind
from linli.base.errors import Invalid, Refused
from linli.base.recorder import note_fact
from linli.base.rows import held
from linli.places.models import Community, Division, Organisation, lasting

from ..hanging import cannot_act
from ..models import Known, Person, Role
from ..permissions import give_role as may_give_role
from ..registries import give_all_back, look_everywhere_again
from .known import note_known


@action
def give_role(
    by: Actor,
    person: Person,
    *,
    kind: str,
    now: datetime,
    division: Division | None = None,
    organisation: Organisation | None = None,
    from_date: date | None = None,
    to_date: date | None = None,
) -> Role:
    """Give a role over a place or for an organisation, for a period; `to_date` no longer counts.

    Giving what is held already changes nothing; an overlap is refused. Safe by the lock of the person's row.
    """
    held(Person, person.pk)
    role = Role(
        person=person,
        kind=RoleKind(kind),
        division=division,
        organisation=organisation,
        from_date=from_date or timezone.localdate(now),
        to_date=to_date,
        given_by_id=by.person_id,
    )
    may_give_role.require(by, role)
    _check_sense(role)
    if had := _overlapping(role):
        if had.to_date is None or (to_date is not None and to_date <= had.to_date):
            return had
        raise Refused(_("This role is held in part of that time already. End that one first."))
    role.save()
    note_fact(by, "people.role.given", role, now=now, community_id=_community(role), role=role.kind)
    _is_known_by_it(by, role, now)
    return role


@action
def end_role(by: Actor, role: Role, *, now: datetime) -> Role:
    """End a role today; one that has not begun yet goes altogether. Safe by the row's lock. The last administrator stays."""
    role = held(Role.objects.select_related("organisation__division", "division"), role.pk)
    may_give_role.require(by, role)
    today = timezone.localdate(now)
    if role.to_date and role.to_date <= today:
        return role
    if role.kind == RoleKind.ADMINISTRATOR:
        others = Role.objects.filter(lasting(today), kind=RoleKind.ADMINISTRATOR).exclude(pk=role.pk)
        if not others.exists():
            raise Refused(_("There must be an administrator. Give the role to somebody else first."))
    note_fact(by, "people.role.ended", role, now=now, community_id=_community(role), role=role.kind)
    if (
        not role.from_date or role.from_date <= today
    ):  # what hung on it goes back while the row still says that it was held
        role.to_date = today
        role.save(update_fields=["to_date"])
    _gives_back(by, role, now)
    if role.from_date and role.from_date >= today:
        role.delete()
    return role


def _is_known_by_it(by: Actor, role: Role, now: datetime) -> None:
    """A committee that gives somebody a role in its community knows them; one's own hand does not make one known."""
    community = Community.objects.filter(pk=role.division_id).first()
    if community and role.person_id != by.person_id:
        note_known(by, role.person, community, Known.How.ROLE, now)


def _gives_back(by: Actor, role: Role, now: datetime) -> None:
    """What somebody can no longer do where the role was held goes back; each room sees what they still can."""
    if community := _community(role):
        give_all_back(by, role.person_id, community, now)
    else:
        look_everywhere_again(by, role.person_id, now)


def _check_sense(role: Role) -> None:
    if (role.division is None) == (role.organisation is None):
        raise Invalid(_("Choose the place or the organisation for which the role is held."), field="place")
    if why := cannot_act(role.kind, role.division, role.organisation):
        raise Invalid(str(why), field="place")
    if role.to_date and role.from_date and role.to_date <= role.from_date:
        raise Invalid(_("The last day lies before the first."), field="last_day")


def _overlapping(role: Role) -> Role | None:
    begins_before = Q(from_date__isnull=True) | Q(from_date__lt=role.to_date) if role.to_date else Q()
    ends_after = Q(to_date__isnull=True) | Q(to_date__gt=role.from_date)
    same = Role.objects.filter(
        person=role.person, kind=role.kind, division=role.division, organisation=role.organisation
    )
    return same.filter(begins_before & ends_after).order_by("from_date", "pk").first()


def _community(role: Role) -> int | None:
    """The community that a role is held in, if it is one community's."""
    if role.organisation:
        return role.organisation.community_id
    return Community.objects.filter(pk=role.division_id).values_list("pk", flat=True).first()
