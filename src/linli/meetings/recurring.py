"""What meetings do by themselves: what is due is said to the committee, a demanded meeting that was not called to the street as well."""

from linli.base.ticks import every

from .actions.reminding import remind

every(24 * 60, "meetings.remind", remind)
