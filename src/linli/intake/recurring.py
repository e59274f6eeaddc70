"""What the gate does by itself: what ran out ends."""

from linli.base.ticks import every

from .actions.carrying_out import end_what_ran_out

every(60, "intake.end", end_what_ran_out)
