"""What rounds do by themselves: they go on when their day has come or their ballot is counted."""

from linli.base.ticks import every

from .actions.going_on import go_on

every(15, "budgets.go_on", go_on)
