"""`linli create-account`: a way in for somebody. The first one becomes the administrator."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE, RoleKind
from linli.base.commands import Verb
from linli.base.errors import Invalid
from linli.people.actions import create_account, temporary_password
from linli.people.queries import has_administrator, widest_division
from linli.places.queries import community_named, division_by_code, office_called


class Command(Verb):
    help = "Open an account. The first one becomes the administrator; what is not given is asked for."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", default="", help="the name to sign in with")
        parser.add_argument("--name", default="", help="the person's name")
        parser.add_argument("--telephone", default="")
        parser.add_argument("--email", default="")
        parser.add_argument("--community", default="", help="where the person lives, by its short name")
        parser.add_argument("--role", default="", choices=["", *(kind.value for kind in RoleKind)])
        parser.add_argument(
            "--over", default="", help="for the role: the 12-digit code of the division it is held over"
        )
        parser.add_argument(
            "--for",
            default="",
            dest="office",
            help="for the role: the name of the organisation in that division (a street office, a department)",
        )

    def handle(self, *, username: str, name: str, role: str, over: str, **options: Any) -> None:
        now = timezone.now()
        username = username or self._ask(_("User name"))
        name = name or self._ask(_("Name of the person"))
        if not role and not has_administrator(on=timezone.localdate(now)):
            role = RoleKind.ADMINISTRATOR
        password, is_temporary = self._password()
        account = create_account(
            HOUSE,
            name=name,
            username=username,
            password=password,
            is_temporary=is_temporary,
            telephone=options["telephone"],
            email=options["email"],
            community=community_named(options["community"]) if options["community"] else None,
            kind=role,
            **(self._held_for(over, options["office"]) if role else {}),
            now=now,
        )
        self.stdout.write(_("The account %(username)s is open.") % {"username": account.username})
        if is_temporary:
            self.stdout.write(_("Temporary password, shown this once: %(password)s") % {"password": password})

    def _ask(self, what: str) -> str:
        if not sys.stdin.isatty():
            raise Invalid(_("Please give: %(what)s") % {"what": what})
        return input(f"{what}: ").strip()

    def _password(self) -> tuple[str, bool]:
        """Asked for at the terminal; made up where nobody can be asked."""
        if not sys.stdin.isatty():
            return temporary_password(), True
        password = getpass(_("Password (empty: one is made up)") + ": ")
        if not password:
            return temporary_password(), True
        if getpass(_("Once more") + ": ") != password:
            raise Invalid(_("The two passwords differ. Nothing was stored."))
        return password, False

    def _held_for(self, over: str, office: str) -> dict[str, Any]:
        division = self._division(over)
        return {"organisation": office_called(division, office)} if office else {"division": division}

    def _division(self, code: str) -> Any:
        if code:
            return division_by_code(code)
        if found := widest_division():
            return found
        raise Invalid(
            _("Give the division of the role with --over CODE. Divisions come with “linli import-divisions”.")
        )
