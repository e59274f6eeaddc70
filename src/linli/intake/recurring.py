"""What the gate does by itself: what ran out ends, and the district is reminded."""

from linli.base.ticks import every

from .actions.carrying_out import end_what_ran_out, warn_deciders

every(60, "intake.end", end_what_ran_out)
every(24 * 60, "intake.warn", warn_deciders)
