"""What people are asked to agree to, in which version: only what something here depends on.

A changed text is a new version and is asked for anew.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Purpose:
    key: str
    version: str
    name: str | Promise
    text: str | Promise
    basis: str


PURPOSES = {
    p.key: p
    for p in (
        Purpose(
            "account",
            "2026-11",
            _("Your account"),
            _(
                "Name, telephone and e-mail are kept to reach you about your own requests. They are deleted when you erase your account."
            ),
            "《中华人民共和国个人信息保护法》第十三条、第十四条",
        ),
        Purpose(
            "hands",
            "2026-11",
            _("Calls for helping hands"),
            _(
                "You are told when somebody near by needs hands. Nobody sees that you were asked, only that you accepted."
            ),
            "《中华人民共和国个人信息保护法》第十三条、第十四条",
        ),
    )
}
