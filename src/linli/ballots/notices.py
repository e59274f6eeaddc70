"""What voters and key holders with an account are told of a vote. Never what somebody chose, nor the moment of a vote on a screen."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

MARKED_PAPER, MARKED_SCREEN = "ballots.voter.given_paper", "ballots.voter.voted_on_screen"
CODE_MADE, SLIP_WAITS = "ballots.voter.code_made", "ballots.slip.waiting"
AMISS = _("If that was not you, tell those who hold the vote, and the observers, at once.")

for key, title, body in (
    (MARKED_PAPER, _("You are marked on the roll as having been given a paper: %(question)s"), AMISS),
    (MARKED_SCREEN, _("You are marked on the roll as having voted on a screen: %(question)s"), AMISS),
    (CODE_MADE, _("A voting code was made for you: %(question)s"), AMISS),
    (SLIP_WAITS, _("A slip of the ballot box's key waits for you: %(question)s"), _("Write it down and keep it shut away: nobody else sees it.")),
):  # fmt: skip
    declare_notice(key, title, body)
