"""What people are told of topics. `title` is the topic's."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

from . import facts

STAGE_BEGINS, STEP_DUE, WORDS_HIDDEN, APPEALED = (
    "deliberation.stage.begins",
    "deliberation.step.due",
    "deliberation.words.hidden.author",
    "deliberation.appeal.raised",
)
ANSWER_DUE = "deliberation.answer.due"

for key, title, body in (
    (
        facts.SUPPORTED.key,
        _("Enough residents support a topic: %(title)s"),
        _("The committee answers by %(due)s: it takes the topic up, or says in public why not."),
    ),
    (facts.TAKEN_UP.key, _("The committee takes up: %(title)s"), _("The stages and their dates are written there.")),
    (facts.DECLINED.key, _("Not taken up: %(title)s"), _("The reasons are public.")),
    (STAGE_BEGINS, _("It goes on: %(title)s"), _("Now: %(stage)s, until %(due)s.")),
    (
        facts.DECIDED.key,
        _("Decided: %(title)s"),
        _("What is done because of it, by whom and by when, is written there."),
    ),
    (facts.REPORTED.key, _("What became of it: %(title)s"), _("You took part; here is what was done.")),
    (
        STEP_DUE,
        _("A step is due: %(title)s"),
        _("It was to be finished by %(due)s. Finish it, or say why it is given up."),
    ),
    (ANSWER_DUE, _("Residents wait for an answer: %(title)s"), _("It was to be answered by %(due)s.")),
    (
        WORDS_HIDDEN,
        _("Something you said was hidden: %(title)s"),
        _("The reason is written there. You can appeal once; somebody else rules on it."),
    ),
    (APPEALED, _("An appeal waits for a ruling: %(title)s"), _("Whoever hid the words does not rule on it.")),
    (facts.RULED.key, _("Your appeal was ruled on: %(title)s"), _("The ruling and its reason are written there.")),
):
    declare_notice(key, title, body)
