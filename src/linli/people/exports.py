"""What people keeps about a person, for their own copy."""

from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from .models import ROLE_NAMES, AccessRecord, Account, Consent, Known, KnownWish, Look, Person, Role


def part_of(person_id: int) -> tuple[dict[str, Any], dict[str, Path]]:
    """Details, roles, consents, looks, and the account without what would open it."""
    person = Person.objects.select_related("community", "door__building").get(pk=person_id)
    account = Account.objects.filter(person=person).first()
    return {
        "person": {
            "name": person.name,
            "telephone": person.telephone,
            "email": person.email,
            "language": person.language,
            "community": person.community and person.community.name,
            "door": person.door and str(person.door),
            "came_from_elsewhere": person.came_from_elsewhere,
            "written_down_at": person.created_at,
        },
        "account": _account(account) if account else None,
        "sign_ins": list(
            AccessRecord.objects.filter(account__person=person)
            .order_by("pk")
            .values("at", "kind", "address", "device", "note")
        ),
        "roles": [
            {
                "role": str(ROLE_NAMES[role.kind]),
                "for": str(role.division or role.organisation),
                "from": role.from_date,
                "until": role.to_date,
            }
            for role in Role.objects.filter(person=person).select_related("division", "organisation").order_by("pk")
        ],
        "known_here": [
            {
                "community": row.community.name,
                "how": str(row.get_how_display()),
                "said_by": row.said_by.name if row.said_by else "",
                "role": str(ROLE_NAMES.get(row.said_as, row.said_as)),
                "since": row.since_at,
                "until": row.until_at,
            }
            for row in Known.objects.filter(person=person).select_related("community", "said_by").order_by("pk")
        ],
        "asked_to_be_known": list(
            KnownWish.objects.filter(person=person).order_by("pk").values("building__name", "door", "asked_at")
        ),
        "consents": list(
            Consent.objects.filter(person=person)
            .order_by("given_at", "pk")
            .values("purpose", "version", "given_at", "withdrawn_at", "channel")
        ),
        "looks_at_me": [
            {
                "at": look.at,
                "by": look.by.name,
                "role": str(ROLE_NAMES.get(look.by_role, look.by_role)),
                "purpose": look.purpose,
                "matter": look.matter,
                "fields": look.fields,
            }
            for look in Look.objects.filter(subject=person).select_related("by").order_by("at", "pk")
        ],
        "looks_by_me": list(Look.objects.filter(by=person).order_by("at", "pk").values("at", "purpose", "matter")),
    }, {}


def _account(account: Account) -> dict[str, Any]:
    return {
        "user_name": account.username,
        "telephone": account.telephone,
        "email": account.email,
        "opened_at": account.created_at,
        "second_factors": list(
            Authenticator.objects.filter(user=account).order_by("pk").values("type", "created_at", "last_used_at")
        ),
        "sessions": list(
            UserSession.objects.filter(user=account)
            .order_by("pk")
            .values("ip", "user_agent", "created_at", "last_seen_at")
        ),
    }
