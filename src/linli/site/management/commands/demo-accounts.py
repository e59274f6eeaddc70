"""`linli demo-accounts`: who can be played in the demonstration."""

from typing import Any

from django.utils import timezone

from linli.base.actors import HOUSE
from linli.base.commands import Verb
from linli.people.queries import demonstration_accounts, roles_of
from linli.site.demo.persons import PASSWORD


class Command(Verb):
    help = "List the demonstration's accounts and their password."

    def handle(self, **_options: Any) -> None:
        accounts = demonstration_accounts()
        if not accounts:
            return
        today = timezone.localdate()
        self.stdout.write(f"演示账号 Demonstration accounts (密码 password: {PASSWORD})")
        for account in accounts:
            roles = "、".join(str(r.name) for r in roles_of(HOUSE, account.person, on=today)) or "居民"
            self.stdout.write(f"  {account.username:<12} {account.person.name} · {roles}")
        self.stdout.write("验证码显示在登录页上。The one-time code is shown on the sign-in page.")
