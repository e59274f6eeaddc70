"""What the pages of surveys say with a tag."""

from collections.abc import Mapping
from typing import Any

from django import template

from ..registries import Way

register = template.Library()


@register.filter
def key_of(question: int, option: int) -> str:
    """12:1, an answer to a question as conditions name it."""
    return f"{question}:{option}"


@register.filter
def get(found: Mapping[Any, Any], key: Any) -> Any:
    return found.get(key)


@register.simple_tag
def way_to(way: Way, finding: int) -> str:
    return way.address(finding)
