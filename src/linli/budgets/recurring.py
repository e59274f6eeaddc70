"""What rounds do by themselves: they go on when their day has come or their ballot is counted, and what is overdue is said."""

from linli.base.ticks import every

from .actions.reminding import go_on, remind

every(15, "budgets.go_on", go_on)
every(24 * 60, "budgets.remind", remind)
