"""Telling people and offices: the inbox, and every delivery outside with its failures."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Notice(models.Model):
    """Something a person is told, in their inbox. The words are made from the kind when it is read, in the reader's language."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    values = models.JSONField(default=dict)  # numbers, states and names of offices; never personal details
    path = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"]),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]


class Channel(models.Model):
    """How an office is reached outside Linli."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("e-mail")
        WECOM = "wecom", _("WeCom group robot")
        DINGTALK = "dingtalk", _("DingTalk group robot")
        FEISHU = "feishu", _("Feishu group robot")

    organisation = models.ForeignKey("places.Organisation", models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=10, choices=Kind)
    address = models.CharField(max_length=300)  # an e-mail address, or the robot's web address
    secret = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "address"], name="channel_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["email", "wecom", "dingtalk", "feishu"]), name="channel_kind_known"
            ),
        ]

    @property
    def shown_address(self) -> str:
        """For pages: a robot's address is a key to its group, so only its service and its end are shown."""
        if self.kind == self.Kind.EMAIL:
            return self.address
        return f"{urlsplit(self.address).netloc}/…{self.address[-4:]}"


class Delivery(models.Model):
    """One message on its way outside: tried, failed, tried again, seen. The text goes when it has been sent and its time is up."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("message", "waiting")
        SENT = "sent", pgettext_lazy("message", "sent")
        FAILED = "failed", pgettext_lazy("message", "failed, will be tried again")
        GIVEN_UP = "given_up", pgettext_lazy("message", "given up")

    channel = models.ForeignKey(Channel, models.SET_NULL, null=True, blank=True, related_name="deliveries")
    organisation = models.ForeignKey(
        "places.Organisation", models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, blank=True, related_name="deliveries")
    community = models.ForeignKey("places.Community", models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=60)
    address = models.CharField(max_length=300)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [models.Index(fields=["state", "next_attempt_at"])]


class Silence(models.Model):
    """A kind of notice that somebody does not want by e-mail; an empty kind means none at all. Without a row, e-mails come."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="silence_once")]


class Rhythm(models.Model):
    """How many days ahead somebody wants to be reminded of what is due; none is on the day alone. Without a row, as the house does it."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+")
    days_ahead = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(days_ahead__lte=31), name="reminded_within_a_month")]


class Said(models.Model):
    """That somebody was told of what is owed, once a kind, thing, occasion and person or office. `run`: which run made the row.

    A row without a thing says that the person had heard all of the kind up to `at`: it was told before these rows were kept.
    """

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)  # "publication.question:17"
    occasion = models.CharField(max_length=40, blank=True)  # "2026-12-05 ahead", "2026-12-05 late 0"
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("places.Organisation", models.CASCADE, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    run = models.UUIDField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "occasion", "person"], name="said_once_to_a_person"),
            models.UniqueConstraint(
                fields=["kind", "subject", "occasion", "organisation"], name="said_once_to_an_office"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False),
                name="said_to_a_person_or_an_office",
            ),
        ]
        indexes = [models.Index(fields=["kind", "at"])]


class Asked(models.Model):
    """What whoever reads an e-mail address said about being written to in one matter. The address itself is not kept: a keyed hash.

    `matter` is "casework.case:260" or "people.person:17". A no in one matter holds in all.
    """

    class Answer(models.TextChoices):
        NONE = "", pgettext_lazy("answer", "none yet")
        YES = "yes", pgettext_lazy("answer", "yes")
        NO = "no", pgettext_lazy("answer", "no")

    digest = models.CharField(max_length=64)
    matter = models.CharField(max_length=60)
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    asked_at = models.DateTimeField()
    told_at = (
        models.DateTimeField()
    )  # the last e-mail of this matter: one event is told once, however often the address was typed
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest", "matter"], name="asked_once"),
            models.CheckConstraint(condition=Q(answer__in=["", "yes", "no"]), name="asked_answer_known"),
        ]
