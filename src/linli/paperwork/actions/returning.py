"""The return: signed on paper, filed with the record of what was given."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor, me
from linli.base.errors import Missing, Refused
from linli.base.papers import Paper, keep_file
from linli.base.rows import open_row
from linli.facts.actions import record
from linli.records.actions.opening import note_list_read

from .. import facts
from ..models import FOLDER, Handover
from ..permissions import file_return as may_file


@action
def file_return(by: Actor, handed: Handover, *, paper: Paper, now: datetime) -> Handover:
    """The signed return is filed with its record. Safe by the lock on the record: it is filed once, and stays as it is.

    Missing for who does not keep the form, Refused where a return is filed already.
    """
    found = open_row(by, Handover.objects.select_related("community"), handed.pk, see=may_file)
    if found.signed:
        raise Refused(_("A signed return is filed already. It stays as it is."))
    found.signed = keep_file(paper.data, folder=FOLDER, suffix=paper.suffix)
    found.signed_title, found.filed_at, found.filed_by_id = paper.title, now, me(by)
    found.save(update_fields=["signed", "signed_title", "filed_at", "filed_by"])
    record(by, facts.RETURN_FILED.key, found, now=now, community_id=found.community_id, office=found.form.office_id)
    return found


@action
def open_return(by: Actor, handed: Handover, *, purpose: str, now: datetime) -> str:
    """The name of the signed return's file. Whoever stands in it sees that it was opened, by whom and for what.

    Missing for who does not keep the form or where nothing is filed, Invalid without a purpose. Safe without a lock: new rows.
    """
    if not may_file.allows(by, handed) or not handed.signed:
        raise Missing(_("There is no such record."))
    read = handed.opening
    if read:
        note_list_read(
            by,
            handed.community,
            [key for key in read.fields.split(",") if key],
            list(read.residents.values_list("pk", flat=True)),
            purpose=purpose,
            count=read.count,
            now=now,
        )
    return handed.signed
