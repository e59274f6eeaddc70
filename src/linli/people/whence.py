"""From where somebody acts, for the record of sign-ins: the address and the device in words, or nothing at a terminal."""

from allauth.core import context

from linli.base.callers import address_of

SYSTEMS = (
    ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("QQBrowser", "QQ"),
    ("HuaweiBrowser", "Huawei"),
    ("MiuiBrowser", "Xiaomi"),
    ("UCBrowser", "UC"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)


def here() -> tuple[str, str]:
    """(address, device) of the request under way."""
    request = context.request
    if request is None:
        return "", ""
    return address_of(request), device_in_words(request.META.get("HTTP_USER_AGENT", ""))


def device_in_words(user_agent: str) -> str:
    """Chrome · Windows. Nothing finer: versions change, and a person knows their own device by this."""
    found = [next((name for sign, name in signs if sign in user_agent), "") for signs in (BROWSERS, SYSTEMS)]
    return " · ".join(part for part in found if part)
