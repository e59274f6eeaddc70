from datetime import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "linli.people"
    label = "people"

    def ready(self) -> None:
        from linli.base.menu import add_entry
        from linli.base.remembered import watch
        from linli.base.ticks import every

        from .exports import part_of
        from .permissions import keeps_people, reads_access
        from .registries import EXPORTS

        watch("people_programme")
        EXPORTS.add("people", part_of)
        add_entry("people.me", _("My page"), "people:me", icon="user-round", section="me", position=90)
        add_entry(
            "people.people",
            _("People"),
            "people:people",
            icon="users",
            section="settings",
            position=10,
            shown=keeps_people,
        )
        add_entry(
            "people.known",
            _("Neighbours to confirm"),
            "people:known_desk",
            icon="user-check",
            section="office",
            position=70,
            shown=keeps_people,
        )
        every(24 * 60, "people.forget_old_looks", forget_looks)
        every(24 * 60, "people.forget_old_sessions", forget_sessions)
        every(24 * 60, "people.forget_old_access", forget_access)
        add_entry(
            "people.access",
            _("Sign-ins and security"),
            "people:access",
            icon="shield-check",
            section="settings",
            position=15,
            shown=reads_access,
        )
        from . import factor_signals  # noqa: F401  allauth says by signals what was done to second factors


def forget_looks(now: datetime) -> None:
    from linli.base.actors import HOUSE

    from .actions import forget_old_looks

    forget_old_looks(HOUSE, now=now)


def forget_sessions(now: datetime) -> None:
    from linli.base.actors import HOUSE

    from .actions import forget_old_sessions

    forget_old_sessions(HOUSE, now=now)


def forget_access(now: datetime) -> None:
    from linli.base.actors import HOUSE

    from .actions import forget_old_access

    forget_old_access(HOUSE, now=now)
