"""What residents ask about their own record, and what the committee answers."""

from datetime import datetime

from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing
from linli.base.rows import held, open_row
from linli.base.text import words
from linli.notices.actions import tell, tell_who_must

from ..models import Correction, Resident
from ..notices import ANSWERED, ASKED
from ..permissions import keep_resident, read_own_record
from ..queries.fields import register_of

MOST_WAITING = 10


@action
def ask_correction(by: Actor, resident: Resident, *, text: str, now: datetime, field: str = "") -> Correction:
    """Say that something in one's own record is not right; the committee is told. Invalid without words, or with too many waiting."""
    resident = open_row(by, Resident.objects.select_related("community"), resident.pk, right=read_own_record)
    if field and field not in register_of(resident.community) and field != "address":
        raise Missing(_("There is no such field."))
    if Correction.objects.filter(resident=resident, state=Correction.State.WAITING).count() >= MOST_WAITING:
        raise Invalid(_("Ten of your requests wait already. The committee answers those first."), field="text")
    asked = Correction.objects.create(resident=resident, field=field, words=words(text, longest=400), asked_at=now)
    path = f"/desk/records/residents/{resident.pk}/"
    tell_who_must(by, ASKED, keep_resident, resident, values={}, path=path, now=now)
    return asked


@action
def answer_correction(by: Actor, correction: Correction, *, is_done: bool, answer: str, now: datetime) -> Correction:
    """Say that it was corrected, or why it stays; the person is told. Safe by the lock of the row. Invalid where a no has no reason."""
    correction = held(Correction.objects.select_related("resident__community"), correction.pk)
    keep_resident.require(by, correction.resident)
    if correction.state != Correction.State.WAITING:
        raise Missing(_("This is answered already."))
    correction.state = Correction.State.DONE if is_done else Correction.State.DECLINED
    correction.answer = words(answer, field="answer", longest=400, required=not is_done)
    correction.answered_at = now
    correction.save()
    if correction.resident.person_id:
        tell(
            by,
            ANSWERED,
            to=[correction.resident.person_id],
            values={},
            path="/me/record/",
            now=now,
            community_id=correction.resident.community_id,
        )
    return correction
