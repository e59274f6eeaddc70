"""Who runs a round, who takes part in it. Everybody reads."""

from linli.base.rights import Right, is_me
from linli.base.roles import COMMITTEE
from linli.places.rules import lives_in, over

open_rounds = Right("budgets.open_rounds", "places.Community", over(COMMITTEE))
run_round = Right("budgets.run_round", "budgets.Round", over(COMMITTEE, "community"))
take_part = Right("budgets.take_part", "budgets.Round", lives_in("community"))
"""Raise ideas, support them, send pictures: who lives there."""

reply_to_costing = Right("budgets.reply_to_costing", "budgets.Idea", is_me("raised_by"))
"""Whoever raised the idea."""
