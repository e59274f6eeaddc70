"""What the committee is told of its surveys. `title` is the survey's."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

ENDS, RESULTS_DUE = "surveys.survey.ends", "surveys.results.due"

declare_notice(
    ENDS,
    _("A survey ends: %(title)s"),
    _("Its last day is %(due)s. Enter what came on paper, then close it."),
)
declare_notice(
    RESULTS_DUE,
    _("The results of a survey are due: %(title)s"),
    _("Publish them by %(due)s, or say in public why not."),
)
