"""Amounts and states on the room's pages."""

from django import template

from linli.base.money import capitals as in_capitals
from linli.base.money import yuan as in_yuan

register = template.Library()

SIGNS = {
    "asked": "waiting",
    "approved": "accepted",
    "refused": "refused",
    "withdrawn": "ended",
    "paid": "done",
    "reversed": "merged",
    "waiting": "waiting",
    "answered": "done",
    "closed": "ended",
}


@register.filter
def yuan(fen: int | None) -> str:
    """1,200.50"""
    return "" if fen is None else in_yuan(fen)


@register.filter
def capitals(fen: int) -> str:
    """壹仟贰佰元伍角整"""
    return in_capitals(fen)


@register.filter
def sign(state: str) -> str:
    """The state of the look's that a state of ours is drawn like."""
    return SIGNS.get(state, "new")
