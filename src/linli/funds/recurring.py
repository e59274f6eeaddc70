"""What the room does by itself: a promised day that passed without its money is told, once a promise."""

from linli.base.ticks import every

from .actions.overdue import remind_of_overdue

every(24 * 60, "funds.overdue", remind_of_overdue)
