"""Rounds, ideas, what they cost, and how what was chosen is carried out."""

from .carrying import Photo, Project, ProjectStep, Spending
from .costs import Costing, CostLine
from .ideas import Idea, Support
from .rounds import Round

__all__ = ["CostLine", "Costing", "Idea", "Photo", "Project", "ProjectStep", "Round", "Spending", "Support"]
