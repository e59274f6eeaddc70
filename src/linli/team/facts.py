"""What can happen to a team."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

OPENED = declare("team.post.opened", _("A post was opened"), goods=(Good.MANAGEMENT,), attributes=("post_kind",))
CLOSED = declare("team.post.closed", _("A post was closed"), goods=(Good.MANAGEMENT,), attributes=("post_kind",))
HELD = declare("team.post.held", _("Somebody took up a post"), goods=(Good.MANAGEMENT,), attributes=("post_kind",))
LEFT = declare("team.post.left", _("Somebody left a post"), goods=(Good.MANAGEMENT,), attributes=("post_kind",))
