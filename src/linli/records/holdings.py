"""Files that somebody began to read into the records."""

from django.utils.translation import gettext as _

from linli.base.holdings import HOLDINGS, InHands

from .models import ImportRun


def imports_of(community: int, person: int) -> list[InHands]:
    """One query."""
    rows = ImportRun.objects.filter(community=community, by=person, state=ImportRun.State.OPEN).order_by("pk")
    return [
        InHands(_("File being read in: %(name)s") % {"name": run.file_name[:80]}, "/desk/records/import/")
        for run in rows
    ]


HOLDINGS.add("records", imports_of)
