"""What topics do by themselves: maps are drawn anew, what is overdue is said to those who can do something."""

from linli.base.ticks import every

from .actions.mapping import draw_stale_maps
from .actions.reminding import remind

every(5, "deliberation.maps", draw_stale_maps, lane="maps")
every(24 * 60, "deliberation.remind", remind)
