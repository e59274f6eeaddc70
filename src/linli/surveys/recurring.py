"""What surveys do by themselves: answers lose their order each night, and are deleted when their time is over."""

from linli.base.ticks import every

from .actions.keeping import forget_due, mix_running

every(24 * 60, "surveys.mix", mix_running)
every(24 * 60, "surveys.forget", forget_due)
