"""Every read of the room. What intake asks: what became of lines, and which lines an office pays."""

from .desk import lines_of_payer
from .sums import arrived

__all__ = ["arrived", "lines_of_payer"]
