"""What residents say of a topic, and how it is kept decent: hidden with a published reason, appealed against, ruled on by somebody else."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Hiding(models.Model):
    """Something said was hidden. That it was, and why, stays public; the words do not. `is_shown_again`: the ruling on the appeal."""

    class Reason(models.TextChoices):
        PERSONAL = "personal", _("It tells personal details of somebody.")
        INSULT = "insult", _("It insults somebody.")
        ADVERT = "advert", _("It is an advertisement.")
        ELSEWHERE = "elsewhere", _("It has nothing to do with the topic.")
        UNLAWFUL = "unlawful", _("The law forbids it.")

    topic = models.ForeignKey("deliberation.Topic", models.CASCADE, related_name="hidings")
    reason = models.CharField(max_length=10, choices=Reason)
    note = models.CharField(max_length=300, blank=True)
    hidden_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    hidden_at = models.DateTimeField()
    appeal = models.CharField(max_length=1000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    ruled_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    ruled_at = models.DateTimeField(null=True, blank=True)
    is_shown_again = models.BooleanField(null=True, blank=True)
    ruling = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=["personal", "insult", "advert", "elsewhere", "unlawful"]),
                name="hiding_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(appealed_at__isnull=True, appeal="") | (Q(appealed_at__isnull=False) & ~Q(appeal="")),
                name="appeal_has_words",
            ),
            models.CheckConstraint(
                condition=Q(ruled_at__isnull=True, is_shown_again__isnull=True, ruling="", ruled_by__isnull=True)
                | (
                    Q(
                        ruled_at__isnull=False,
                        is_shown_again__isnull=False,
                        ruled_by__isnull=False,
                        appealed_at__isnull=False,
                    )
                    & ~Q(ruling="")
                ),
                name="ruling_on_an_appeal_with_words",
            ),
            models.CheckConstraint(
                condition=Q(ruled_by__isnull=True) | ~Q(ruled_by=F("hidden_by")),
                name="nobody_rules_on_their_own_hiding",
            ),
        ]
        ordering = ["hidden_at", "pk"]


class Said(models.Model):
    """Words of a resident. `is_from_desk`: written down by the committee for somebody who came by. Without a person: they have left."""

    topic = models.ForeignKey("deliberation.Topic", models.CASCADE, related_name="%(class)ss")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    is_from_desk = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    said_at = models.DateTimeField()
    hiding = models.OneToOneField(Hiding, models.PROTECT, null=True, blank=True, related_name="%(class)s_hidden")

    class Meta:
        abstract = True


class Comment(Said):
    """A comment, or an answer to one: one level. Without words: its author took it back."""

    class Stance(models.TextChoices):
        NONE = "", _("a remark")
        FOR = "for", _("for it")
        AGAINST = "against", _("against it")
        QUESTION = "question", _("a question")

    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answered")
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.NONE, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=["", "for", "against", "question"]), name="stance_known")
        ]
        indexes = [models.Index(fields=["topic", "answers", "said_at"])]
        ordering = ["said_at", "pk"]


class CommentSupport(models.Model):
    """One resident thinks the same."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="supports")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="comment_supported_once_each")]
