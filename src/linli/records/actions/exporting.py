"""A list taken out as a file: what is seen, never what is sealed, and who took it for what."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid
from linli.facts.actions import record
from linli.places.models import Community

from .. import facts
from ..queries.fields import readable
from ..queries.residents import Filter, listed
from ..queries.rows import chosen, residents_in
from ..register import RESIDENT, Field
from ..values import for_form
from .opening import note_list_read


@action
def export_list(
    by: Actor, community: Community, keys: Sequence[str], *, chosen_by: Filter, purpose: str, now: datetime
) -> tuple[list[Field], list[list[Any]]]:
    """The fields and the rows of the list that is seen. Written down as read by whom and for what.

    NotYours for who may not read one of the fields; Invalid for sealed ones, and without a purpose. Safe without a lock.
    """
    fields = readable(by, community, keys)
    if not fields or any(f.is_sealed for f in fields):
        raise Invalid(_("Choose the fields. Sealed fields are never taken out as a file."), field="fields")
    on = timezone.localdate(now)
    wanted = set(listed(by, community, chosen_by, on=on))
    lines = [line for line in chosen(community, kind=RESIDENT, filters={}, on=on) if line.key in wanted]
    note_list_read(by, community, keys, residents_in(lines), purpose=purpose, count=len(lines), now=now)
    record(by, facts.EXPORTED.key, community, now=now, community_id=community.pk, value=len(lines))
    return fields, [[for_form(f, line.values.get(f.key)) for f in fields] for line in lines]
