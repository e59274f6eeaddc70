"""What topics do by themselves: maps are drawn anew."""

from linli.base.ticks import every

from .actions.mapping import draw_stale_maps

every(5, "deliberation.maps", draw_stale_maps, lane="maps")
