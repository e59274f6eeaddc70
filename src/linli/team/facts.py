"""What can happen to a team."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

OPENED = declare("team.post.opened", _("A post was opened"), goods=(Good.MANAGEMENT,), attributes=("post_kind",))
CLOSED = declare("team.post.closed", _("A post was closed"), goods=(Good.MANAGEMENT,), attributes=("post_kind",))
HELD = declare("team.post.held", _("Somebody took up a post"), goods=(Good.MANAGEMENT,), attributes=("post_kind",))
HANDOVER_OPENED = declare(
    "team.handover.opened", _("Somebody leaves: what is to be handed over was listed"), goods=(Good.MANAGEMENT,)
)
HANDOVER_FINISHED = declare(
    "team.handover.finished", _("Everything was handed over"), goods=(Good.MANAGEMENT,), attributes=("in_time",)
)
HANDOVER_LATE = "team.handover.late"
TRAINED = declare(
    "team.training.held",
    _("A training was held"),
    unit="persons",
    goods=(Good.MANAGEMENT,),
    attributes=("training_kind", "minutes"),
)
LEFT = declare("team.post.left", _("Somebody left a post"), goods=(Good.MANAGEMENT,), attributes=("post_kind",))
