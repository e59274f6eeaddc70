"""What is true of requests: cases, their history, whistles, calls for hands, ratings, and what an office sets up for them."""

from .calls import CallForHands, Offer, Willing
from .cases import Case, Channel, Event, Message, Outcome, Photo, Rating, Reporter, State, Wall
from .imports import Draft, ImportRun, RememberedMapping
from .setup import AnswerTemplate, Category, Clock, Question, SeenBy
from .whistles import CallState, Whistle, WhistleCall

__all__ = [
    "AnswerTemplate",
    "CallForHands",
    "CallState",
    "Case",
    "Category",
    "Channel",
    "Clock",
    "Draft",
    "Event",
    "ImportRun",
    "Message",
    "Offer",
    "Outcome",
    "Photo",
    "Question",
    "Rating",
    "RememberedMapping",
    "Reporter",
    "SeenBy",
    "State",
    "Wall",
    "Whistle",
    "WhistleCall",
    "Willing",
]
