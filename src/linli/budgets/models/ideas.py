"""An idea for a round, and who supports it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Idea(models.Model):
    """`number` counts within the round. `told_how`: whom the committee has to tell, where the raiser has no account; deleted with the round's close.

    `reply`: what the raiser said to the costing, once. `option_key`: of the ballot paper. `is_hidden`: declined, and its words are not shown.
    """

    class State(models.TextChoices):
        RAISED = "raised", _("waits to be costed")
        FEASIBLE = "feasible", _("feasible, on the ballot")
        NOT_FEASIBLE = "not_feasible", _("not feasible")
        DECLINED = "declined", pgettext_lazy("idea", "not taken up")
        MERGED = "merged", pgettext_lazy("idea", "merged")

    class CameBy(models.TextChoices):
        WEB = "web", _("on the web")
        DESK = "desk", _("at the desk")
        TELEPHONE = "telephone", _("by telephone")
        PAPER = "paper", _("on paper")

    round = models.ForeignKey("budgets.Round", models.CASCADE, related_name="ideas")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=60)
    about = models.TextField()
    building = models.ForeignKey("places.Building", models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    for_whom = models.CharField(max_length=120)
    good = models.CharField(max_length=16, blank=True)
    picture = models.CharField(max_length=40, blank=True)
    raised_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    came_by = models.CharField(max_length=10, choices=CameBy, default=CameBy.WEB)
    told_how = models.CharField(max_length=120, blank=True)
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.RAISED)
    declined_why = models.CharField(max_length=1000, blank=True)
    is_hidden = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    reply = models.CharField(max_length=1000, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    option_key = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="idea_number_once"),
            models.UniqueConstraint(
                fields=["round", "option_key"], condition=~Q(option_key=""), name="idea_once_on_the_paper"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["raised", "feasible", "not_feasible", "declined", "merged"]),
                name="idea_state_known",
            ),
            models.CheckConstraint(
                condition=Q(came_by__in=["web", "desk", "telephone", "paper"]), name="idea_came_by_known"
            ),
            models.CheckConstraint(
                condition=(Q(state="declined") & ~Q(declined_why=""))
                | (~Q(state="declined") & Q(declined_why="", is_hidden=False)),
                name="an_idea_is_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="a_merged_idea_names_the_other",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="an_idea_is_merged_into_another"
            ),
            models.CheckConstraint(
                condition=Q(option_key="") | Q(state="feasible"), name="only_a_feasible_idea_is_voted_on"
            ),
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, reply="") | (Q(replied_at__isnull=False) & ~Q(reply="")),
                name="a_reply_has_words",
            ),
        ]
        indexes = [models.Index(fields=["round", "state"])]
        ordering = ["number"]

    def __str__(self) -> str:
        return self.title


class Support(models.Model):
    """One resident wants the idea. Nothing says when."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="supports")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="idea_supported_once_each")]
