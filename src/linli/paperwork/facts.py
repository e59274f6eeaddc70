"""What can happen with forms."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import Good, declare

OF = ("office", "way", "statistical")

WRITTEN = declare(
    "paperwork.form.written", _("A form that is asked for was written down"), goods=(Good.MANAGEMENT,), attributes=OF
)
REFUSED = declare(
    "paperwork.form.refused",
    _("A form without its legal marks was refused"),
    goods=(Good.MANAGEMENT,),
    attributes=(*OF, "lacks"),
)
ENDED = declare("paperwork.form.ended", _("A form is no longer asked for"), goods=(Good.MANAGEMENT,), attributes=OF)
TEMPLATE_KEPT = declare("paperwork.template.kept", _("An office's template was kept"), attributes=("proposed",))
TEMPLATE_MAPPED = declare("paperwork.template.mapped", _("An office's template was mapped to the records"))
RETURN_FILED = declare("paperwork.return.filed", _("A signed return was filed"), attributes=("office",))
HANDED_OVER = declare(
    "paperwork.form.handed_over",
    _("A form was handed over"),
    unit="persons",
    goods=(Good.MANAGEMENT,),
    attributes=("office", "fields", "in_time"),
)
