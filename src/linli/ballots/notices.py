"""What voters and key holders with an account are told of a vote. Never what somebody chose, nor the moment of a vote on a screen."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

MARKED_PAPER, MARKED_SCREEN = "ballots.voter.given_paper", "ballots.voter.voted_on_screen"
CODE_MADE, SLIP_WAITS = "ballots.voter.code_made", "ballots.slip.waiting"
HOLDER_GONE, CODE_UNASKED = "ballots.slip.holder_gone", "ballots.code.asker_gone"
AMISS = _("If that was not you, tell those who hold the vote, and the observers, at once.")

for key, title, body in (
    (MARKED_PAPER, _("You are marked on the roll as having been given a paper: %(question)s"), AMISS),
    (MARKED_SCREEN, _("You are marked on the roll as having voted on a screen: %(question)s"), AMISS),
    (CODE_MADE, _("A voting code was made for you: %(question)s"), AMISS),
    (
        SLIP_WAITS,
        _("A slip of the ballot box's key waits for you: %(question)s"),
        _("Write it down and keep it shut away: nobody else sees it."),
    ),
    (
        HOLDER_GONE,
        _("Somebody who holds a slip of the ballot box's key is gone: %(question)s"),
        _(
            "No new slip can be made. Ask for theirs while they can be reached; where too few slips are left, the box cannot be opened and the vote is held again."
        ),
    ),
    (
        CODE_UNASKED,
        _("A voter waits for a code of the tablet: %(question)s"),
        _("Whoever asked for it is gone. Ask for it anew."),
    ),
):
    declare_notice(key, title, body)
