"""The last step outside: e-mail, and the group robots of WeCom, DingTalk and Feishu.

The robots answer HTTP 200 with an error code in the body; that is a failure, and it is seen.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import re
import smtplib
import time
from typing import Any, Self
from urllib.parse import quote_plus, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.forms import ValidationError
from django.utils.translation import gettext as _

from linli.base.errors import Invalid

from .models import Channel, Delivery

SECONDS = 10
"""For one message to a robot, from the first byte to the last."""
LONGEST_ANSWER = 64 * 1024
NOT_THE_MESSAGE = {503, 530, 534, 535, 538, 552}
"""Permanent by their number, but said of how we sign in or of a mailbox that is full today."""
ROBOT_HOSTS = {
    Channel.Kind.WECOM: "qyapi.weixin.qq.com",
    Channel.Kind.DINGTALK: "oapi.dingtalk.com",
    Channel.Kind.FEISHU: "open.feishu.cn",
}


class Failed(Exception):  # noqa: N818  it is an outcome
    """It did not arrive; `str()` says why, without personal data. `is_final`: trying again is no use. `is_away`: this way
    answers nobody at the moment, so that other messages need not try.
    """

    def __init__(self, why: str, *, is_final: bool = False, is_away: bool = False) -> None:
        super().__init__(why)
        self.is_final, self.is_away = is_final, is_away


def check_address(kind: str, address: str) -> None:
    """An e-mail address, or the https address of the right robot. Nothing else is ever called: a server must not be made to call its own network."""
    if kind == Channel.Kind.EMAIL:
        try:
            validate_email(address)
        except ValidationError as wrong:
            raise Invalid(_("This is not an e-mail address."), field="address") from wrong
        return
    if not _is_robot(Channel.Kind(kind), address):
        raise Invalid(
            _("Use the robot's own address, which begins with https://%(host)s/.")
            % {"host": ROBOT_HOSTS[Channel.Kind(kind)]},
            field="address",
        )


def _is_robot(kind: Channel.Kind, address: str) -> bool:
    try:
        parts = urlsplit(address)
        known = parts.scheme == "https" and parts.hostname == ROBOT_HOSTS[kind] and parts.port in {None, 443}
    except ValueError:
        return False
    return known or (parts.scheme in {"http", "https"} and parts.netloc in settings.WEBHOOK_HOSTS)


class Sender:
    """Sends deliveries; those by e-mail over one connection, opened when it is needed."""

    def __init__(self) -> None:
        self.mail: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self._hang_up()

    def send(self, delivery: Delivery) -> None:
        """Send one delivery. Failed says why it did not arrive."""
        if delivery.channel is None or delivery.channel.kind == Channel.Kind.EMAIL:
            return self._send_mail(_letter(delivery))
        return _send_to_robot(delivery, delivery.channel)

    def _send_mail(self, letter: EmailMessage) -> None:
        """A server may end a connection after some messages: the next one is then sent over a new connection."""
        was_open = self.mail is not None
        try:
            if self.mail is None:
                self.mail = get_connection()
                self.mail.open()
            self.mail.send_messages([letter])
        except Exception as wrong:
            failure = refused_by_mail(wrong)
            if failure.is_away:
                self._hang_up()
                if was_open:
                    return self._send_mail(letter)
            raise failure from wrong

    def _hang_up(self) -> None:
        mail, self.mail = self.mail, None
        if mail is not None:
            try:
                mail.close()
            except (OSError, smtplib.SMTPException):
                mail.connection = None


def refused_by_mail(wrong: Exception) -> Failed:
    """What a mail server's refusal means: of this message for good (550), of this message today (451), or of everything."""
    if isinstance(wrong, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(wrong.recipients.values()))
        return Failed(_words(code, words), is_final=_is_final(code), is_away=code in NOT_THE_MESSAGE - {552})
    if isinstance(wrong, smtplib.SMTPDataError):
        return Failed(_words(wrong.smtp_code, wrong.smtp_error), is_final=_is_final(wrong.smtp_code))
    if isinstance(
        wrong, smtplib.SMTPResponseException
    ):  # of the greeting, the sign-in or the sender: nobody's fault but ours
        return Failed(_words(wrong.smtp_code, wrong.smtp_error), is_away=True)
    return Failed(type(wrong).__name__, is_away=isinstance(wrong, (OSError, smtplib.SMTPException)))


def _is_final(code: int) -> bool:
    return 500 <= code < 600 and code not in NOT_THE_MESSAGE


def _words(code: int, words: bytes | str) -> str:
    """The server's words, without the addresses and numbers that it repeats."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    said = re.sub(r"<[^>]*>|\S*@\S*|\d{6,}", "…", " ".join(said.split()))
    return f"{code} {said}"[:200].strip()


def _letter(delivery: Delivery) -> EmailMessage:
    headers = {"Auto-Submitted": "auto-generated"}
    if delivery.person_id:
        headers["List-Unsubscribe"] = f"<{settings.BASE_URL}/me/notices/>"
    subject = " ".join(delivery.subject.split())
    return EmailMessage(subject, delivery.body, to=[delivery.address], headers=headers)


def _send_to_robot(delivery: Delivery, channel: Channel) -> None:
    import httpx

    if not _is_robot(Channel.Kind(channel.kind), channel.address):
        raise Failed("refused address")
    url, message = _robot_call(channel, f"{delivery.subject}\n{delivery.body}", int(time.time()))
    try:
        status, said = asyncio.run(asyncio.wait_for(_ask(url, message), SECONDS))
    except TimeoutError as wrong:
        raise Failed(f"no answer in {SECONDS} s", is_away=True) from wrong
    except httpx.HTTPError as wrong:
        raise Failed(type(wrong).__name__, is_away=True) from wrong
    if status != httpx.codes.OK:
        raise Failed(f"HTTP {status}")
    try:
        body = json.loads(said)
    except ValueError as wrong:
        raise Failed("no JSON in the answer") from wrong
    code = body.get("errcode", body.get("code", body.get("StatusCode", 0))) if isinstance(body, dict) else None
    if code != 0:
        raise Failed(f"error code {code}"[:100])


async def _ask(url: str, message: dict) -> tuple[int, bytes]:
    """Status and answer; of an answer that goes on and on its beginning, which is then no JSON. Whoever waits sets the limit."""
    import httpx

    said = b""
    async with (
        httpx.AsyncClient(timeout=SECONDS, follow_redirects=False) as client,
        client.stream("POST", url, json=message, headers={"Accept-Encoding": "identity"}) as answer,
    ):
        async for part in answer.aiter_raw():
            said += part
            if len(said) > LONGEST_ANSWER:
                break
    return answer.status_code, said[:LONGEST_ANSWER]


def _robot_call(channel: Channel, text: str, now: int) -> tuple[str, dict]:
    """Where to post what. DingTalk signs the address in milliseconds, Feishu the message in seconds, each as its manual says."""
    if channel.kind == Channel.Kind.WECOM:
        return channel.address, {"msgtype": "text", "text": {"content": text}}
    if channel.kind == Channel.Kind.DINGTALK:
        message = {"msgtype": "text", "text": {"content": text}}
        if not channel.secret:
            return channel.address, message
        stamp = str(now * 1000)
        signed = base64.b64encode(
            hmac.digest(channel.secret.encode(), f"{stamp}\n{channel.secret}".encode(), hashlib.sha256)
        ).decode()
        return f"{channel.address}&timestamp={stamp}&sign={quote_plus(signed)}", message
    message = {"msg_type": "text", "content": {"text": text}}
    if not channel.secret:
        return channel.address, message
    signed = base64.b64encode(hmac.digest(f"{now}\n{channel.secret}".encode(), b"", hashlib.sha256)).decode()
    return channel.address, {"timestamp": str(now), "sign": signed, **message}
