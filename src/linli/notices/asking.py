"""An e-mail address that somebody typed is written to once in a matter; who reads it says whether they want to hear more.

Anybody can type anybody's address. So the first e-mail of a matter asks, and nothing further of it is sent before the answer is
yes; no means never again, in any matter. An address that was asked and has not answered is not asked in another matter either,
for a month; one that has said yes before may be asked in a few. Of an address only a keyed hash is kept.

Safe at the same moment by the unique row of address and matter: whoever made the row sends the first e-mail.
"""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.links import check_code, code_for
from linli.base.rows import find_held

from .models import Asked

LINK = "notices.address"
PERSON = "people.person:"
UNANSWERED_DAYS = 30
MOST_UNANSWERED = 5
"""In how many matters an address that has said yes once may wait for an answer; one that never did, in one."""


@dataclass(frozen=True)
class Turn:
    """Whether an address is written to now, and what has to stand at the end of the e-mail."""

    is_told: bool
    question: Asked | None = None

    def foot(self, language: str) -> str:
        if self.question is None:
            return ""
        path = path_of(self.question)
        with override(language):
            more, never = (
                _("To be told what happens next, say yes here:"),
                _("If you did not ask for this, say so here; we shall not write again:"),
            )
        return f"\n{more}\n{settings.BASE_URL}{path}\n\n{never}\n{settings.BASE_URL}{path}?no\n"


SILENT, TOLD = Turn(False), Turn(True)


def turns(wanted: Collection[tuple[str, str]], *, now: datetime) -> dict[tuple[str, str], Turn]:
    """For each address and matter whether it is written to now. Three queries however many are known, two more for each new one."""
    digests = {email: _digests(email) for email, _matter in wanted}
    rows = list(Asked.objects.filter(digest__in=[one for found in digests.values() for one in found]))
    found: dict[tuple[str, str], Turn] = {}
    told: list[Asked] = []
    for email, matter in dict.fromkeys(wanted):
        mine = [row for row in rows if row.digest in digests[email]]
        known = next((row for row in mine if row.matter == matter), None)
        if any(row.answer == Asked.Answer.NO for row in mine):
            turn = SILENT
        elif known is not None:
            turn = _again(known, now)
            told += [known] if turn.is_told else []
        else:
            turn = _first(digests[email][0], matter, mine, now)
            rows += [turn.question] if turn.question else []
        found[email, matter] = turn
    if told:
        Asked.objects.filter(pk__in=[row.pk for row in told]).update(told_at=now)
    return found


def _again(row: Asked, now: datetime) -> Turn:
    """After a yes, each event once. Somebody with an account, who may have overlooked the question, is asked once more after a month."""
    if row.answer == Asked.Answer.YES:
        return TOLD if row.told_at < now else SILENT
    is_overdue = row.matter.startswith(PERSON) and row.told_at <= now - timedelta(days=UNANSWERED_DAYS)
    return Turn(True, row) if is_overdue else SILENT


def _first(digest: str, matter: str, earlier: Collection[Asked], now: datetime) -> Turn:
    since = now - timedelta(days=UNANSWERED_DAYS)
    waiting = sum(not row.answer and row.asked_at > since for row in earlier)
    if waiting >= (MOST_UNANSWERED if any(row.answer == Asked.Answer.YES for row in earlier) else 1):
        return SILENT
    row, is_new = Asked.objects.get_or_create(digest=digest, matter=matter, defaults={"asked_at": now, "told_at": now})
    return Turn(True, row) if is_new else SILENT


@action
def answer_for_address(by: Actor, key: int, *, wants: bool, now: datetime) -> None:
    """Say whether e-mails of this matter are wanted; no counts for every matter. The last answer holds.

    Missing without the link from the e-mail. Safe by the lock on the row.
    """
    row = find_held(Asked.objects.filter(pk=key))
    if row is None or by.opens(LINK) != key:
        raise Missing(_("This link is not known. Please compare it with what you were sent."))
    row.answer, row.answered_at = (Asked.Answer.YES if wants else Asked.Answer.NO), now
    row.save(update_fields=["answer", "answered_at"])
    if wants:  # a yes takes back an earlier no
        Asked.objects.filter(digest=row.digest, answer=Asked.Answer.NO).exclude(pk=key).update(answer=Asked.Answer.NONE)


def asked_behind(key: int, code: str) -> Asked | None:
    """The question whose link this is, or none."""
    row = Asked.objects.filter(pk=key).first()
    return row if row is not None and check_code(code, LINK, key) else None


def path_of(row: Asked) -> str:
    return f"/mail/{row.pk}-{code_for(LINK, row.pk)}/"


def _digests(email: str) -> list[str]:
    """The hash by today's key of the house, and those by earlier ones: a no outlives a new key."""
    plain = email.strip().lower().encode()
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [hmac.digest(key.encode(), b"linli.address:" + plain, "sha256").hex() for key in keys]
