"""Becoming known: somebody asks, staff or the building lead say that they know them, and it ends when they are gone."""

from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, RoleKind, me
from linli.base.errors import Invalid, Refused
from linli.base.recorder import note_fact
from linli.base.rows import all_held, held, open_row
from linli.base.text import clean
from linli.places.models import Building, Community
from linli.places.queries import door_in

from ..known import is_known, known_rows
from ..models import Known, KnownWish, Person, Role
from ..permissions import KEEPERS, confirm_neighbour, keep_person, leads_wishes
from ..queries.actors import persons_holding
from ..registries import BECAME_KNOWN, HEARD, OBLIGATIONS, Obligation, give_all_back
from .looks import note_look

ASKED, KNOWN, UNKNOWN, COME = (f"people.known.{what}" for what in ("asked", "confirmed", "ended", "come"))


@action
def ask_to_be_known(by: Actor, *, now: datetime, building: Building | None = None, door: str = "") -> KnownWish:
    """Ask the committee to confirm that one lives here. The lead of the building is told, or the committee where there is none.

    One wish a person, unique in the database; asked again, it says the new home. Refused for who is known, or lives in no community here.
    """
    person = held(Person.objects.select_related("community"), me(by))
    if person.community is None:
        raise Refused(_("Choose first the community where you live."))
    if is_known(person.pk, person.community_id):
        raise Refused(_("You are known here already."))
    if building is not None and building.community_id != person.community_id:
        raise Invalid(_("This building is not in the community."), field="building")
    door = clean(door).strip()[:40]
    if building and (found := door_in(building, door)):
        door = found.label
    wish, _made = KnownWish.objects.update_or_create(
        person=person, defaults={"community": person.community, "building": building, "door": door, "asked_at": now}
    )
    leads = _leads_of(wish, now)
    _say(by, ASKED, leads, wish.community, "/neighbours/", now)
    _say(by, ASKED, [] if leads else _committee(wish.community, now), wish.community, "/settings/people/known/", now)
    note_fact(by, "people.known.asked", wish, now=now, community_id=wish.community_id)
    return wish


@action
def confirm_known(by: Actor, person: Person, *, now: datetime, how: str = Known.How.DESK, seen: str = "") -> Known:
    """Say that somebody lives here: `seen` at the desk is what was looked at, kept as a look and shown to them.

    Safe by the lock of the person's row and the unique open row; said twice, the first stays. NotYours of oneself, and for a lead of who
    did not ask, or lives behind the lead's own door. What the person supported before counts from this moment.
    """
    person = open_row(by, Person.objects.select_related("community"), person.pk, right=confirm_neighbour)
    if person.community is None:  # the right says so too; this tells the types
        raise Refused(_("Choose first the community where you live."))
    if how not in {Known.How.RECORDS, Known.How.DESK} or not keep_person.allows(by, person):
        how = Known.How.LEAD
    if how == Known.How.DESK and not by.is_house:
        if not seen.strip():
            raise Invalid(_("Say what you looked at: an identity card, a lease, a bill."), field="seen")
        purpose = _("Seen at the desk: %(what)s") % {"what": clean(seen).strip()[:120]}
        note_look(by, person.pk, purpose=purpose, matter="", fields="name, documents", now=now)
    return note_known(by, person, person.community, how, now)


@action
def decline_known(by: Actor, wish: KnownWish, *, now: datetime) -> None:
    """Not known: a lead passes the wish on to the desk; staff end it, and the person is told to come by. Safe by the lock of the wish."""
    wish = held(KnownWish.objects.select_related("person__community", "community"), wish.pk)
    confirm_neighbour.require(by, wish.person)
    if not keep_person.allows(by, wish.person):
        wish.building = None
        wish.save(update_fields=["building"])
        _say(by, ASKED, _committee(wish.community, now), wish.community, "/settings/people/known/", now)
        return
    wish.delete()
    _say(by, COME, [wish.person_id], wish.community, "/me/known/", now)


@action
def end_known(by: Actor, person: Person, *, now: datetime) -> int:
    """They moved away, or it was a mistake: nobody here knows them any more. What began by their support goes on; what they owe goes back.

    Safe by the lock of the person's row. By those who may confirm.
    """
    person = open_row(by, Person.objects.select_related("community"), person.pk, right=confirm_neighbour)
    return note_unknown(by, person, person.community, now)


@action
def not_in_records(by: Actor, person: Person, community: Community, *, now: datetime, has_left: bool = False) -> int:
    """The records no longer speak of this person; where they `has_left`, no other way of being known holds either."""
    person = open_row(by, Person, person.pk, right=keep_person)
    return note_unknown(by, person, community, now, None if has_left else Known.How.RECORDS)


@action
def give_back_wishes(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """Wishes that only this building lead could answer go to the desk, and the committee is told. Safe by the lock on the wishes.

    The role counts that ended today, too.
    """
    not_over = Q(to_date__isnull=True) | Q(to_date__gte=localdate(now))
    led = Role.objects.filter(not_over, person=person_id, kind=RoleKind.BUILDING_LEAD)
    homes = Person.objects.filter(pk=person_id, door__isnull=False)
    rows = KnownWish.objects.filter(community__in=led.values("division"), building__in=homes.values("door__building"))
    if community_id is not None:
        rows = rows.filter(community=community_id)
    for wish in all_held(rows.select_related("community")):
        others = [key for key in _leads_of(wish, now) if community_id is not None or key != person_id]
        if others:
            continue
        wish.building = None
        wish.save(update_fields=["building"])
        _say(by, ASKED, _committee(wish.community, now), wish.community, "/settings/people/known/", now)


def note_known(by: Actor, person: Person, community: Community, how: str, now: datetime) -> Known:
    """The row itself, for the actions of this room that know a person by something they do."""
    was_known = is_known(person.pk, community.pk)
    open_row = {"person": person, "community": community, "how": how, "until_at": None}
    row, is_new = Known.objects.get_or_create(
        **open_row, defaults={"said_by_id": by.person_id, "said_as": by.acts_as, "since_at": now}
    )
    KnownWish.objects.filter(person=person, community=community).delete()
    if is_new:
        note_fact(by, "people.known.confirmed", row, now=now, community_id=community.pk, how=how)
    if is_new and not was_known:
        for follow in BECAME_KNOWN.values():
            follow(by, person.pk, community.pk, now)
        _say(by, KNOWN, [] if by.is_house or how == Known.How.ROLE else [person.pk], community, "/me/known/", now)
    return row


def note_unknown(by: Actor, person: Person, community: Community | None, now: datetime, how: str | None = None) -> int:
    """End the open rows, of one way or of all; who is not known any more gives back what they owe there."""
    rows = Known.objects.filter(person=person, community=community, until_at__isnull=True)
    ending = list((rows.filter(how=how) if how else rows).order_by("pk"))
    for row in ending:
        row.until_at = now
        row.save(update_fields=["until_at"])
        note_fact(by, "people.known.ended", row, now=now, community_id=row.community_id, how=row.how)
    if ending and community and not known_rows().filter(person=person, community=community).exists():
        give_all_back(by, person.pk, community.pk, now)
        _say(by, UNKNOWN, [person.pk], community, "/me/known/", now)
    return len(ending)


def _leads_of(wish: KnownWish, now: datetime) -> list[int]:
    """The leads who may answer this wish: the same right, asked for each of the few of the community."""
    from ..queries.actors import actor_of

    found = persons_holding({RoleKind.BUILDING_LEAD}, wish.community, on=localdate(now)) if wish.building_id else []
    return [key for key in found if KnownWish.objects.filter(leads_wishes(actor_of(key, now=now)), pk=wish.pk).exists()]


def _committee(community: Community, now: datetime) -> list[int]:
    on = localdate(now)
    return persons_holding(KEEPERS, community, on=on) or persons_holding({RoleKind.ADMINISTRATOR}, community, on=on)


def _say(by: Actor, kind: str, to: list[int], community: Community, path: str, now: datetime) -> None:
    for tell in HEARD.values() if to else ():
        tell(by, kind, to, community.pk, path, now)


OBLIGATIONS.add("people.wishes", Obligation(("people.Role.person",), give_back_wishes))
