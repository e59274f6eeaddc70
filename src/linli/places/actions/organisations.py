"""Organisations are corrected, and end."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Refused
from linli.base.recorder import note_fact
from linli.base.rows import open_row

from ..models import Organisation
from ..permissions import keep_organisation


@action
def change_organisation(
    by: Actor,
    organisation: Organisation,
    *,
    name: str,
    now: datetime,
    name_en: str = "",
    telephone: str = "",
    email: str = "",
    duties: str = "",
) -> Organisation:
    """Correct an organisation's details. Safe by the row's lock."""
    row = open_row(
        by, Organisation.objects.select_related("community", "division"), organisation.pk, right=keep_organisation
    )
    row.name, row.name_en, row.telephone, row.email, row.duties = name, name_en, telephone, email, duties
    row.save()
    _note(by, row, now)
    return row


@action
def end_organisation(by: Actor, organisation: Organisation, *, now: datetime) -> Organisation:
    """An organisation is there no longer; what it did stays. Refused where it has ended already. Safe by the row's lock."""
    row = open_row(
        by, Organisation.objects.select_related("community", "division"), organisation.pk, right=keep_organisation
    )
    if row.to_date is not None:
        raise Refused(_("%(name)s has ended already.") % {"name": row.label})
    row.to_date = timezone.localdate(now)
    row.save(update_fields=["to_date"])
    _note(by, row, now)
    return row


def _note(by: Actor, row: Organisation, now: datetime) -> None:
    note_fact(by, "places.register.changed", row, now=now, community_id=row.community_id, what="organisation")
