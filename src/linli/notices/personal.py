"""A person's own part of this room: in the export of my data, and at erasure."""

from datetime import datetime
from pathlib import Path
from typing import Any

from linli.base.actors import Actor

from .kinds import NOTICES
from .models import Asked, Delivery, Notice, Rhythm, Said, Silence


def export_notices(person_id: int) -> tuple[dict[str, Any], dict[str, Path]]:
    """What this person was told, in words; what was sent to them; what they do not want by e-mail."""
    told = Notice.objects.filter(person=person_id).order_by("pk")
    sent = Delivery.objects.filter(person=person_id).order_by("pk")
    part = {
        "notices": [
            {
                "title": NOTICES[n.kind].words(n.values)[0] if n.kind in NOTICES else n.kind,
                "path": n.path,
                "at": n.at.isoformat(),
                "read_at": n.read_at and n.read_at.isoformat(),
            }
            for n in told
        ],
        "emails": [
            {"address": d.address, "subject": d.subject, "state": d.state, "created_at": d.created_at.isoformat()}
            for d in sent
        ],
        "reminded_days_ahead": Rhythm.objects.filter(person=person_id).values_list("days_ahead", flat=True).first(),
        "unwanted_by_email": sorted(Silence.objects.filter(person=person_id).values_list("kind", flat=True)),
    }
    return part, {}


def erase_notices(by: Actor, person_id: int, now: datetime) -> None:
    """All of it goes: notices are copies for the person; what happened stands in the rooms' own records."""
    Notice.objects.filter(person=person_id).delete()
    Delivery.objects.filter(person=person_id).delete()
    Silence.objects.filter(person=person_id).delete()
    Rhythm.objects.filter(person=person_id).delete()
    Said.objects.filter(person=person_id).delete()
    Asked.objects.filter(matter=f"people.person:{person_id}").exclude(answer=Asked.Answer.NO).delete()
