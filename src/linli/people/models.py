"""Persons, their accounts and roles, consent, and who looked at whom."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.actors import RoleKind
from linli.places.models import Lasting

ROLE_NAMES: dict[str, str | Promise] = {
    RoleKind.RESIDENT: _("resident"),
    RoleKind.VOLUNTEER: _("volunteer"),
    RoleKind.BUILDING_LEAD: _("building lead"),
    RoleKind.REPRESENTATIVE: _("representative"),
    RoleKind.SUPERVISION: _("supervision committee member"),
    RoleKind.COMMUNITY_WORKER: _("community worker"),
    RoleKind.MEDIATOR: _("mediator"),
    RoleKind.COMMITTEE_CHAIR: _("committee chair"),
    RoleKind.UNIT_CONTACT: _("unit contact"),
    RoleKind.STREET_OFFICER: _("street officer"),
    RoleKind.DEPARTMENT_OFFICER: _("department officer"),
    RoleKind.DISTRICT_COORDINATOR: _("district coordinator"),
    RoleKind.AUDITOR: _("auditor"),
    RoleKind.ADMINISTRATOR: _("administrator"),
}


class Person(models.Model):
    """Somebody, with or without an account. Who lives here belongs here: registration is not asked for."""

    name = models.CharField(max_length=60, blank=True)
    sound = models.CharField(
        max_length=240, blank=True
    )  # how the name is spoken, to find and sort it: "wangxiaoming wxm"
    telephone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, choices=[("zh-hans", "中文"), ("en", "English")], default="zh-hans")
    community = models.ForeignKey("places.Community", models.PROTECT, null=True, blank=True, related_name="residents")
    door = models.ForeignKey("places.Door", models.SET_NULL, null=True, blank=True, related_name="residents")
    came_from_elsewhere = models.BooleanField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "persons"
        indexes = [models.Index(fields=["telephone"]), models.Index(fields=["community", "sound"])]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """How a person signs in: user name, telephone or e-mail, a password, and a second factor where the role needs one.

    A telephone or an e-mail may belong to several accounts: families share them, and a sign-up that said "in use already"
    would tell strangers who has an account. The password decides which account is meant.
    """

    last_login = None  # when somebody signs in is nobody's business; the list of sessions shows the open ones

    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    username = models.CharField(max_length=60, unique=True)
    telephone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    must_choose_password = models.BooleanField(default=False)  # the present one was made by somebody else
    temporary_until = models.DateTimeField(null=True, blank=True)  # and opens nothing any more from then on
    is_active = models.BooleanField(default=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_for = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(username=""), name="account_has_a_user_name"),
            models.UniqueConstraint(Lower("username"), name="account_user_name_once"),
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(suspended_at__isnull=True), name="account_suspended_is_not_active"
            ),
        ]
        indexes = [models.Index(fields=["telephone"]), models.Index(fields=["email"])]


ACCESS_KINDS: dict[str, str | Promise] = {
    "signed_in": _("signed in"),
    "failed": _("wrong name or password"),
    "waits": _("tried too often, had to wait"),
    "code_failed": _("wrong one-time code"),
    "code_waits": _("one-time codes tried too often, had to wait"),
    "factor_added": _("second step set up"),
    "factor_removed": _("second step removed"),
    "codes_made": _("new recovery codes made"),
    "reset_asked": _("link for a new password asked for"),
    "password_chosen": _("new password chosen"),
    "password_given": _("temporary password given"),
    "sessions_ended": _("signed out everywhere"),
    "suspended": _("account suspended"),
    "resumed": _("account opened again"),
    "refused": _("page or step refused"),
    "too_often": _("a step was done too often"),
    "exported": _("file taken out"),
}


class AccessRecord(models.Model):
    """Who came in or tried to, when, from where, and what concerned their keys. Shown to the person and to the administrator.

    Grows and never changes; the database lets a row go only after the six months that the law asks for. Of a name that nobody has no
    word is kept: people type passwords into the wrong field.
    """

    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )  # where it was somebody else
    kind = models.CharField(max_length=20, choices=list(ACCESS_KINDS.items()))
    at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=80, blank=True)  # the way in, or the name of the page's address

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=list(ACCESS_KINDS)), name="access_kind_known")]
        indexes = [models.Index(fields=["account", "-at"]), models.Index(fields=["-at"])]


class Role(Lasting):
    """A role held by a person over a place or for an organisation, for a period. One and the same role never overlaps itself:
    the action sees to it under the person's lock, and an open end is unique in the database."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=24, choices=list(ROLE_NAMES.items()))
    division = models.ForeignKey("places.Division", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("places.Organisation", models.PROTECT, null=True, blank=True, related_name="roles")
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(division__isnull=False, organisation__isnull=True)
                | Q(division__isnull=True, organisation__isnull=False),
                name="role_over_a_place_or_an_organisation",
            ),
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in RoleKind]), name="role_kind_known"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(from_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="role_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "division"],
                condition=Q(to_date__isnull=True, division__isnull=False),
                name="role_over_a_place_once",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "organisation"],
                condition=Q(to_date__isnull=True, organisation__isnull=False),
                name="role_for_an_organisation_once",
            ),
        ]
        indexes = [models.Index(fields=["kind", "division"]), models.Index(fields=["kind", "organisation"])]


class Known(models.Model):
    """The committee knows that this person lives, or serves, in a community: somebody else said so, on a day, never they themselves.

    Nothing but the end of a row is ever written into it. Each way counts alone: unlinked from the records, who was seen at the desk stays known.
    """

    class How(models.TextChoices):
        RECORDS = "records", pgettext_lazy("how somebody is known", "found in the residents' records")
        DESK = "desk", pgettext_lazy("how somebody is known", "seen at the desk")
        LEAD = "lead", pgettext_lazy("how somebody is known", "confirmed by the building lead")
        ROLE = "role", pgettext_lazy("how somebody is known", "given a role by the committee")

    person = models.ForeignKey(Person, models.CASCADE, related_name="known")
    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How)
    said_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    said_as = models.CharField(max_length=24)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "known"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "community", "how"], condition=Q(until_at__isnull=True), name="known_once_in_each_way"
            ),
            models.CheckConstraint(
                condition=Q(said_by__isnull=True) | ~Q(said_by=F("person")), name="nobody_confirms_themselves"
            ),
            models.CheckConstraint(condition=Q(how__in=["records", "desk", "lead", "role"]), name="known_how_known"),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("since_at")), name="known_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "person"], condition=Q(until_at__isnull=True), name="known_now"),
        ]


class KnownWish(models.Model):
    """Somebody asks to be confirmed, and says where they live: their building's lead sees it, or the desk where there is no building."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="known_wish")
    community = models.ForeignKey("places.Community", models.PROTECT, related_name="+")
    building = models.ForeignKey("places.Building", models.SET_NULL, null=True, blank=True, related_name="+")
    door = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "known wishes"


class Consent(models.Model):
    """A person agreed to a purpose in a given version of its text; withdrawing is one row, one step."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    channel = models.CharField(max_length=20, default="web")
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at__isnull=True), name="consent_once_while_it_holds"
            )
        ]


class Look(models.Model):
    """Staff opened somebody's personal details: who, as what, why, and for which matter. Shown to the person."""

    subject = models.ForeignKey(Person, models.CASCADE, related_name="looks")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    by_role = models.CharField(max_length=24)
    purpose = models.CharField(max_length=200)
    matter = models.CharField(max_length=60, blank=True)
    fields = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "-at"])]


class Programme(models.Model):
    """A programme outside that may call the API: its key is kept as a hash."""

    name = models.CharField(max_length=80)
    key_hash = models.CharField(max_length=64, unique=True)
    division = models.ForeignKey("places.Division", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("places.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
