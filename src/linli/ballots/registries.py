"""What rooms above have a say in."""

from collections.abc import Callable
from datetime import datetime

from linli.base.registry import Registry

from .models import Ballot

OPENINGS: Registry[Callable[[Ballot, datetime], None]] = Registry("guard of an opening")
"""Asked before a ballot opens; each raises Refused where something is missing that the law asks for."""
