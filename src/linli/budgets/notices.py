"""What people are told of rounds. `title` is the idea's, or the round's."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

from . import facts

MERGED, REPLIED, CHOSEN, NOT_CHOSEN = (
    "budgets.idea.merged",
    "budgets.idea.replied",
    "budgets.idea.chosen",
    "budgets.idea.not_chosen",
)
COSTING_DUE, PROJECT_DUE, ENDED = "budgets.costing.due", "budgets.project.due", "budgets.ideas.ended"

for key, title, body in (
    (
        facts.COSTED.key,
        _("What your idea costs: %(title)s"),
        _("The committee has costed it. You can answer once, by %(due)s."),
    ),
    (facts.DECLINED.key, _("Your idea is not taken up: %(title)s"), _("The reason is public and stands beside it.")),
    (MERGED, _("Two ideas became one: %(title)s"), _("Yours stands there as well, with its supporters.")),
    (REPLIED, _("A resident answered a costing: %(title)s"), _("It waits to be costed again.")),
    (facts.DRAFTED.key, _("On the ballot: %(title)s"), _("Your idea will be voted on. How and when is written there.")),
    (
        CHOSEN,
        _("Chosen: %(title)s"),
        _("It is carried out by %(due)s. Why each project was chosen or not is written there."),
    ),
    (NOT_CHOSEN, _("Not chosen: %(title)s"), _("Why each project was chosen or not is written there.")),
    (facts.FINISHED.key, _("What became of it: %(title)s"), _("You raised or supported it; here is what was done.")),
    (
        facts.CLOSED.key,
        _("The round is closed: %(title)s"),
        _("What was done, what it cost and what is left is written there."),
    ),
    (facts.CALLED_OFF.key, _("The round does not take place: %(title)s"), _("The reason is written there.")),
    (ENDED, _("No more ideas: %(title)s"), _("Every idea gets an answer by %(due)s.")),
    (COSTING_DUE, _("Ideas wait for an answer: %(title)s"), _("They were to be costed by %(due)s.")),
    (
        PROJECT_DUE,
        _("A project is due: %(title)s"),
        _("It was to be finished by %(due)s. Finish it, or say why it is given up."),
    ),
):
    declare_notice(key, title, body)
