"""What offices and those above are told."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

from . import facts

declare_notice(
    facts.REFUSED.key,
    _("A form was sent back: %(title)s"),
    _("It lacks %(lacks)s (Statistics Law, article 17). With them it will be filled gladly. Letter %(number)s."),
)
