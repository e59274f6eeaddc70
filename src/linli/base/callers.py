"""Who calls: the one answer to where a request comes from. Limits, sign-ins, sessions and records all ask here."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

NOWHERE = "0.0.0.0"  # noqa: S104  an address that nobody has: what calls through a socket file says none
HOME_PREFIX = 64
"""How much of an IPv6 address is one household's or office's: it may choose the rest anew with each request."""


def address_of(request: HttpRequest) -> str:
    """What the outermost of our own proxies (LINLI_PROXIES) saw; whatever a stranger wrote before it counts nothing.

    Fewer entries than proxies, or an entry that is no address: the caller did not come through them, and the connection says who it is.
    """
    direct = _read(str(request.META.get("REMOTE_ADDR", "")))
    written = [part for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.PROXIES and len(written) >= settings.PROXIES:
        return str(_read(written[-settings.PROXIES]) or direct or NOWHERE)
    return str(direct or NOWHERE)


def network_of(address: str) -> str:
    """What a limit counts by: the address, or the /64 of an IPv6 one."""
    read = _read(address)
    if isinstance(read, IPv6Address):
        return str(IPv6Network((read, HOME_PREFIX), strict=False))
    return str(read or NOWHERE)


def caller(request: HttpRequest) -> str:
    """The network that a request comes from."""
    return network_of(address_of(request))


def _read(written: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it: with a port, in brackets, an IPv4 one in IPv6 clothes."""
    text = written.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        read = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(read, "ipv4_mapped", None) or read
