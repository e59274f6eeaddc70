"""`linli new-password`: let somebody in again who lost the password, or the device of the second step."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.commands import Verb
from linli.base.errors import Missing
from linli.people.actions import forget_second_factor, give_password
from linli.people.queries import account_called


class Command(Verb):
    help = "Give an account a temporary password, shown once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--device", action="store_true", help="remove the lost device of the second step too")

    def handle(self, *, username: str, device: bool, **_options: Any) -> None:
        account = account_called(username)
        if account is None:
            raise Missing(_("There is no account called %(username)s.") % {"username": username})
        password = give_password(HOUSE, account, now=timezone.now())
        if device:
            forget_second_factor(HOUSE, account, now=timezone.now())
        self.stdout.write(_("Temporary password, shown this once: %(password)s") % {"password": password})
