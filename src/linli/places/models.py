"""Divisions, communities, organisations and the address tree. Names repeat and their endings vary: the code is the key, never the name."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    PROVINCE = "province", _("province")
    CITY = "city", _("city")
    COUNTY = "county", _("county or district")
    STREET = "street", _("street or town")
    COMMUNITY = "community", _("community")


class Datum(models.TextChoices):
    WGS84 = "WGS84", "WGS84"
    GCJ02 = "GCJ02", "GCJ-02"
    BD09 = "BD09", "BD-09"
    CGCS2000 = "CGCS2000", "CGCS2000"


class Named(models.Model):
    """A Chinese name and an English one; `label` is the reader's."""

    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        english = (get_language() or "").startswith("en")
        return self.name_en if english and self.name_en else self.name


class Lasting(models.Model):
    """Valid from a day, until a day that no longer counts; an open end is null."""

    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def lasts(self, day: date) -> bool:
        return (self.from_date is None or self.from_date <= day) and (self.to_date is None or day < self.to_date)


def lasting(day: date, prefix: str = "") -> Q:
    """The filter that `Lasting.lasts` answers for one row."""
    since, until = f"{prefix}from_date", f"{prefix}to_date"
    return (Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": day})) & (
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": day})
    )


class Located(models.Model):
    """A point in WGS84 degrees, and the datum in which it was given."""

    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    datum = models.CharField(max_length=8, choices=Datum, default=Datum.WGS84)

    class Meta:
        abstract = True


class Division(Named, Lasting):
    """A unit of the administrative division. Official codes are frozen at 2023-06-30; younger units carry a local code alone."""

    code = models.CharField(max_length=12, unique=True, null=True, blank=True)
    local_code = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=10, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="division_level_known"),
            models.CheckConstraint(
                condition=Q(code__isnull=True) | Q(code__regex=r"^[0-9]{12}$"), name="division_code_of_twelve_digits"
            ),
            models.CheckConstraint(condition=Q(code__isnull=False) | ~Q(local_code=""), name="division_has_a_code"),
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE) | Q(parent__isnull=False), name="division_has_a_parent"
            ),
            models.UniqueConstraint(
                fields=["parent", "local_code"], condition=~Q(local_code=""), name="division_local_code_once"
            ),
        ]
        indexes = [models.Index(fields=["name"]), models.Index(fields=["parent", "name"])]


class DivisionName(Lasting):
    """Another name of a division: an alias in use, or a former name with its dates."""

    division = models.ForeignKey(Division, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[("alias", _("alias")), ("former", _("former name"))])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["division", "name", "kind"], name="division_name_once")]
        indexes = [models.Index(fields=["name"])]


class DivisionChange(models.Model):
    """One community became another, in whole or in part: the history of merges, splits and renamings."""

    class Kind(models.TextChoices):
        MERGE = "merge", pgettext_lazy("community", "merged")
        SPLIT = "split", pgettext_lazy("community", "split")
        RENAME = "rename", pgettext_lazy("community", "renamed")

    kind = models.CharField(max_length=8, choices=Kind)
    before = models.ForeignKey(Division, models.PROTECT, related_name="became")
    after = models.ForeignKey(Division, models.PROTECT, related_name="came_from")
    changed_date = models.DateField()
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after", "kind", "changed_date"], name="division_change_once")
        ]


class Community(Named, Lasting, Located):
    """A community that this installation serves, with its ancestors at hand so that rights over a place are one comparison."""

    division = models.OneToOneField(Division, models.PROTECT, primary_key=True)
    street = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    county = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    city = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    province = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    slug = models.SlugField(max_length=40, unique=True)
    boundary = models.JSONField(null=True, blank=True)
    committee_address = models.CharField(max_length=200, blank=True)
    committee_telephone = models.CharField(max_length=40, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "communities"


def under(divisions: frozenset[int] | set[int], prefix: str = "community__") -> Q:
    """Rows whose community lies in one of these divisions, of whatever level. An empty set matches nothing."""
    if not divisions:
        return Q(pk__in=[])
    keys = sorted(divisions)
    own = prefix.removesuffix("__") + "_id" if prefix else "pk"
    return (
        Q(**{f"{own}__in": keys})
        | Q(**{f"{prefix}street_id__in": keys})
        | Q(**{f"{prefix}county_id__in": keys})
        | Q(**{f"{prefix}city_id__in": keys})
        | Q(**{f"{prefix}province_id__in": keys})
    )


def lies_under(community: Community, divisions: frozenset[int] | set[int]) -> bool:
    """What `under` answers for one community."""
    own = {community.pk, community.street_id, community.county_id, community.city_id, community.province_id}
    return bool(own & divisions)


class Figure(models.Model):
    """A figure of a community, as of a day and confirmed by somebody. A new one is a new row; the latest counts."""

    class Kind(models.TextChoices):
        HOUSEHOLDS = "households", _("households")
        LIVING = "living", _("residents living here")
        REGISTERED = "registered", _("residents registered here")
        AREA = "area_m2", _("area in square metres")
        VOTERS = "voters", _("voters")

    community = models.ForeignKey(Community, models.CASCADE, related_name="figures")
    kind = models.CharField(max_length=12, choices=Kind)
    value = models.BigIntegerField()
    as_of_date = models.DateField()
    confirmed_by = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="figure_not_negative"),
            models.UniqueConstraint(fields=["community", "kind", "as_of_date"], name="figure_once_a_day"),
        ]


class OrganisationKind(models.TextChoices):
    COMMITTEE = "committee", _("residents' committee")
    SUPERVISION = "supervision", _("supervision committee")
    PARTY_BRANCH = "party_branch", _("party branch")
    STREET_OFFICE = "street_office", _("street office or town government")
    DISTRICT_OFFICE = "district_office", _("district office")
    DEPARTMENT = "department", _("department")
    RESIDENT_UNIT = "resident_unit", _("resident unit")
    PROPERTY_MANAGER = "property_manager", _("property manager")
    OWNERS_COMMITTEE = "owners_committee", _("owners' committee")


class Organisation(Named, Lasting):
    """A body with a telephone: committee, office, department, unit stationed here, property manager."""

    Kind = OrganisationKind

    kind = models.CharField(max_length=20, choices=OrganisationKind)
    division = models.ForeignKey(Division, models.PROTECT, related_name="organisations")
    community = models.ForeignKey(Community, models.PROTECT, null=True, blank=True, related_name="organisations")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="branches")
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    duties = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known")
        ]


class Building(Named, Located):
    """A building in the address tree. `road` is the street name and number as people say it."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="buildings")
    road = models.CharField(max_length=120, blank=True)
    floors = models.PositiveSmallIntegerField(null=True, blank=True)
    has_lift = models.BooleanField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "road", "name"], name="building_once")]
        ordering = ["position", "pk"]

    @property
    def address(self) -> str:
        """Road and building as people say it: 广重一街3栋; the English name says both."""
        return self.label if self.label != self.name else f"{self.road}{self.name}"


class Door(models.Model):
    """A home or shop in a building."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="doors")
    label = models.CharField(max_length=40)
    floor = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["building", "label"], name="door_once")]

    def __str__(self) -> str:
        return f"{self.building.name} {self.label}"


class Marker(Named, Lasting, Located):
    """A QR code fixed to a building or a lamp-post: scanning it fills in where."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="markers")
    building = models.ForeignKey(Building, models.PROTECT, null=True, blank=True, related_name="markers")
    code = models.CharField(max_length=12, unique=True)


class Plan(Named):
    """A picture plan of a community, for where no map may be shown."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="plans")
    picture = models.CharField(max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()


class PlanPin(models.Model):
    """Where a building stands on a plan, in thousandths of its width and height from the upper left."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="pins")
    building = models.ForeignKey(Building, models.CASCADE, related_name="pins")
    x = models.PositiveSmallIntegerField()
    y = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "building"], name="plan_pin_once"),
            models.CheckConstraint(condition=Q(x__lte=1000, y__lte=1000), name="plan_pin_on_the_plan"),
        ]


class CalendarDay(models.Model):
    """A day of the official calendar that differs from the week: a holiday, or a weekend day worked in exchange.

    A day without a division holds for the whole country; one with a division for what lies in it.
    `is_provisional` until the State Council's notice for its year is out.
    """

    division = models.ForeignKey(Division, models.CASCADE, null=True, blank=True, related_name="+")
    day = models.DateField()
    is_working = models.BooleanField()
    name = models.CharField(max_length=60, blank=True)
    is_provisional = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["division", "day"], name="calendar_day_once", condition=Q(division__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["day"], name="calendar_day_once_nationally", condition=Q(division__isnull=True)
            ),
        ]


class LocalRule(models.Model):
    """A rule of a place that goes beyond the law's: a province's regulation, a community's charter. It is not changed: it ends, and another begins."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="rules")
    key = models.CharField(max_length=60)
    value = models.JSONField()
    source = models.CharField(max_length=120)
    article = models.CharField(max_length=80)
    confirmed_by = models.CharField(max_length=120)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["division", "key"], condition=Q(to_date__isnull=True), name="local_rule_one_runs"
            ),
            models.UniqueConstraint(fields=["division", "key", "from_date"], name="local_rule_once_a_day"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=models.F("from_date")),
                name="local_rule_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(source="") & ~Q(confirmed_by=""), name="local_rule_stands_somewhere"),
        ]
        ordering = ["key", "-from_date"]


class RuleCheck(models.Model):
    """Somebody has held a rule, as it came with the programme, against the text of the law. `version`: of these very words; others are not meant."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    version = models.CharField(max_length=16)
    checked_by = models.CharField(max_length=120)
    checked_date = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["division", "key", "version"], name="rule_checked_once")]
        ordering = ["-checked_date", "-pk"]
