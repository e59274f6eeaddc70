"""Somebody who began to read files into the records is gone: the files are anybody's, and those who keep the records are told."""

from datetime import datetime

from django.utils.timezone import localdate

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.rows import all_held
from linli.notices.actions import tell_who_must

from ..models import ImportRun
from ..notices import HALF_READ
from ..permissions import keep_records


@action
def give_back_imports(by: Actor, person_id: int, community_id: int | None, now: datetime) -> None:
    """Files that are half read belong to nobody any more, and who keeps the records is told, once a community. Safe by the lock on the rows."""
    rows = ImportRun.objects.filter(by=person_id, state=ImportRun.State.OPEN)
    if community_id is not None:
        rows = rows.filter(community=community_id)
    left = {run.community: run for run in all_held(rows.select_related("community"))}
    for community in sorted(left, key=lambda one: one.pk):
        if community_id is not None and person_id in keep_records.holders(community, localdate(now)):
            return
        tell_who_must(
            by,
            HALF_READ,
            keep_records,
            community,
            values={},
            path="/desk/records/import/",
            now=now,
            but_not=[person_id],
            even_self=True,
        )
    rows.update(by=None)
