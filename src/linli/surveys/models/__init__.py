"""Surveys and their questions; what was answered; what was found."""

from .answers import Code, Response, Signature, Words
from .findings import Finding
from .surveys import Channel, Question, Survey

__all__ = ["Channel", "Code", "Finding", "Question", "Response", "Signature", "Survey", "Words"]
