"""What can be told, by kind. The words are made when they are read, in the reader's language."""

from dataclasses import dataclass

from django.utils.functional import Promise

from linli.base.registry import Registry


@dataclass(frozen=True)
class NoticeKind:
    """`title` and `body` hold %(name)s placeholders for numbers, states and names of offices, never for personal details."""

    key: str
    title: str | Promise
    body: str | Promise = ""

    def words(self, values: dict) -> tuple[str, str]:
        return str(self.title) % values, str(self.body) % values


NOTICES: Registry[NoticeKind] = Registry("kind of notice")


def declare_notice(key: str, title: str | Promise, body: str | Promise = "") -> None:
    NOTICES.add(key, NoticeKind(key, title, body))
