"""What publication does by itself: what is due is said to the committee, once a day."""

from linli.base.ticks import every

from .actions.reminding import remind

every(24 * 60, "publication.remind", remind)
