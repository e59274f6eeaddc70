"""What allauth says about second factors, written into the record. It has no other way to tell."""

from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver
from django.utils import timezone

from .actions import note_access
from .models import Account
from .queries import actor_of

KINDS = {
    authenticator_added: "factor_added",
    authenticator_removed: "factor_removed",
    authenticator_reset: "codes_made",
}


@receiver(list(KINDS))
def note_factor(signal: Any, user: Account, authenticator: Any, **_more: Any) -> None:
    now = timezone.now()
    note_access(
        actor_of(user.person_id, now=now), KINDS[signal], accounts=[user], now=now, note=str(authenticator.type)
    )
