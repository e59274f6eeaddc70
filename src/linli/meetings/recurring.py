"""What meetings do by themselves: signatures that led nowhere go."""

from linli.base.ticks import every

from .actions.forgetting import forget

every(24 * 60, "meetings.forget", forget)
