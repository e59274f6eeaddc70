"""What people are told of publications."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

from . import facts

DUE, QUESTION_DUE = "publication.due", "publication.question.due"
RULING_DUE, RIGHT_DUE = "publication.ruling.due", "publication.put_right.due"

for key, title, body in (
    (DUE, _("To be published: %(affair)s"), _("It was to be published by %(due)s.")),
    (QUESTION_DUE, _("A question waits for its answer: %(title)s"), _("It is answered in public by %(due)s.")),
    (RULING_DUE, _("A complaint about publication waits: %(community)s"), _("You were to rule on it by %(due)s.")),
    (RIGHT_DUE, _("Not put right yet: %(affair)s"), _("The street office set the day: %(due)s.")),
    (facts.ASKED.key, _("A resident asks about a publication: %(title)s"), _("It is answered in public by %(due)s.")),
    (facts.ANSWERED.key, _("Your question was answered: %(title)s"), ""),
    (
        facts.COMPLAINED.key,
        _("A complaint about publication in %(community)s"),
        _("You look into it by %(due)s (Organic Law, article 35)."),
    ),
    (
        facts.RULED.key,
        _("The street office has ruled on a complaint about publication: %(affair)s"),
        _("The ruling and what is to be corrected are written there."),
    ),
):
    declare_notice(key, title, body)
