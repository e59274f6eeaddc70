"""What can be told, by kind. The words are made when they are read, in the reader's language."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from linli.base.registry import Registry

SEVERAL = "several"
PLACEHOLDER = re.compile(r"%\((\w+)\)")
PERSONAL = frozenset({"name", "telephone", "email", "address", "door", "text", "words", "reporter", "person"})
"""What no notice may carry: it travels through chat groups and mail servers, and lies on locked screens."""


@dataclass(frozen=True)
class NoticeKind:
    """`title` and `body` hold %(name)s placeholders for numbers, states and names of offices, never for personal details."""

    key: str
    title: str | Promise
    body: str | Promise = ""

    @cached_property
    def placeholders(self) -> frozenset[str]:
        with override(None):
            return frozenset(PLACEHOLDER.findall(f"{self.title} {self.body}"))

    @property
    def label(self) -> str:
        """The title with nothing filled in, for lists of kinds."""
        return (str(self.title) % defaultdict(lambda: "…")).rstrip(" :：…")

    def needed(self, values: dict[str, Any]) -> dict[str, Any]:
        """Of these values, those that the words need: nothing else is kept or sent."""
        names = ("due", SEVERAL) if SEVERAL in values else sorted(self.placeholders)
        return {name: values[name] for name in names}

    def words(self, values: dict[str, Any]) -> tuple[str, str]:
        """Title and body; those of one message about several things of this kind, where `several` says how many."""
        if SEVERAL in values:
            title = str(_("%(what)s: %(several)d of them")) % {"what": self.label, SEVERAL: values[SEVERAL]}
            return title, str(_("The first is due on %(due)s.")) % {"due": values["due"]}
        return str(self.title) % values, str(self.body) % values


NOTICES: Registry[NoticeKind] = Registry("kind of notice")


def declare_notice(key: str, title: str | Promise, body: str | Promise = "") -> None:
    """Declare a kind; called from a room's apps.py. ValueError where its words would carry personal details."""
    kind = NoticeKind(key, title, body)
    if carried := kind.placeholders & PERSONAL:
        raise ValueError(f"the notice {key} would carry {sorted(carried)}")
    NOTICES.add(key, kind)


TEST = "notices.test"
declare_notice(
    TEST, _("A test message for %(office)s"), _("If you can read this, messages from the neighbourhood arrive here.")
)
