"""What surveys do by themselves: answers lose their order each night, are deleted when their time is over, and the committee is reminded."""

from linli.base.ticks import every

from .actions.keeping import forget_due, mix_running
from .actions.reminding import remind

every(24 * 60, "surveys.mix", mix_running)
every(24 * 60, "surveys.forget", forget_due)
every(24 * 60, "surveys.remind", remind)
