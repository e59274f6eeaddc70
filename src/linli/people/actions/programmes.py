"""Programmes outside that may call the API."""

import secrets
from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.base.recorder import note_fact
from linli.base.rows import open_row
from linli.base.text import clean
from linli.places.models import Division, Organisation

from ..models import Programme
from ..permissions import keep_programme
from ..queries import hash_of_key


@action
def register_programme(
    by: Actor, *, name: str, division: Division, now: datetime, organisation: Organisation | None = None
) -> tuple[Programme, str]:
    """Let a programme call the API for a place. The key is answered once and kept as a hash, unique in the database."""
    key = secrets.token_urlsafe(32)
    programme = Programme(
        name=clean(name).strip()[:80],
        key_hash=hash_of_key(key),
        division=division,
        organisation=organisation,
        created_at=now,
    )
    if not programme.name:
        raise Invalid(_("Please write a name."), field="name")
    keep_programme.require(by, programme)
    programme.save()
    note_fact(by, "people.programme.registered", programme, now=now, community_id=None)
    return programme, key


@action
def end_programme(by: Actor, programme: Programme, *, now: datetime) -> Programme:
    """The key opens nothing from now on. Safe by the row's lock."""
    programme = open_row(by, Programme.objects.select_related("division"), programme.pk, right=keep_programme)
    if programme.ended_at is None:
        programme.ended_at = now
        programme.save(update_fields=["ended_at"])
        note_fact(by, "people.programme.ended", programme, now=now, community_id=None)
    return programme
