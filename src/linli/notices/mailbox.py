"""Where e-mails go while no mail server is named: files in the data folder, so that nothing is lost and a technician can look."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from linli.base.links import new_id
from linli.base.storage import write_durably


class FolderBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.DATA) / "outbox"
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            write_durably(folder / f"{new_id()}.eml", message.message().as_bytes())
        return len(email_messages)
