"""The states of an application, and the lists: words that pages and tables share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waiting for a decision")
    RETURNED = "returned", pgettext_lazy("application", "returned")
    REFUSED = "refused", pgettext_lazy("application", "not admitted")
    ADMITTED = "admitted", pgettext_lazy("application", "admitted")
    ENDED = "ended", pgettext_lazy("application", "ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "withdrawn")


OPEN_TO_CHANGE = (State.DRAFT, State.RETURNED)


class ListKind(models.TextChoices):
    BY_LAW = "by_law", _("duties by law")
    ASSISTANCE = "assistance", _("help to the government")
    NOT_OURS = "not_ours", _("not for communities")
