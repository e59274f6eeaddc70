"""The last step outside: e-mail, and the group robots of WeCom, DingTalk and Feishu.

The robots answer HTTP 200 with an error code in the body; that is a failure, and it is seen.
"""

import base64
import hashlib
import hmac
import time
from urllib.parse import quote_plus, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.forms import ValidationError
from django.utils.translation import gettext as _

from linli.base.errors import Invalid

from .models import Channel, Delivery

SECONDS = 10
ROBOT_HOSTS = {
    Channel.Kind.WECOM: "qyapi.weixin.qq.com",
    Channel.Kind.DINGTALK: "oapi.dingtalk.com",
    Channel.Kind.FEISHU: "open.feishu.cn",
}


class Failed(Exception):  # noqa: N818  it is an outcome
    """It did not arrive; `str()` says why, without personal data."""


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


def send(delivery: Delivery) -> None:
    """Send one delivery. Failed says why it did not arrive."""
    if delivery.channel is None or delivery.channel.kind == Channel.Kind.EMAIL:
        return _send_mail(delivery)
    return _send_to_robot(delivery, delivery.channel)


def _send_mail(delivery: Delivery) -> None:
    headers = {"Auto-Submitted": "auto-generated"}
    if delivery.person_id:
        headers["List-Unsubscribe"] = f"<{settings.BASE_URL}/me/notices/>"
    subject = " ".join(delivery.subject.split())
    try:
        EmailMessage(subject, delivery.body, to=[delivery.address], headers=headers).send()
    except Exception as wrong:
        raise Failed(type(wrong).__name__) from wrong


def _send_to_robot(delivery: Delivery, channel: Channel) -> None:
    import httpx

    if not _is_robot(Channel.Kind(channel.kind), channel.address):
        raise Failed("refused address")
    url, message = _robot_call(channel, f"{delivery.subject}\n{delivery.body}", int(time.time()))
    try:
        answer = httpx.post(url, json=message, timeout=SECONDS, follow_redirects=False)
    except httpx.HTTPError as wrong:
        raise Failed(type(wrong).__name__) from wrong
    if answer.status_code != httpx.codes.OK:
        raise Failed(f"HTTP {answer.status_code}")
    try:
        body = answer.json()
    except ValueError as wrong:
        raise Failed("no JSON in the answer") from wrong
    code = body.get("errcode", body.get("code", body.get("StatusCode", 0))) if isinstance(body, dict) else None
    if code != 0:
        raise Failed(f"error code {code}")


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
