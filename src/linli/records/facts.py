"""What can happen to records. No fact names anybody."""

from django.utils.translation import gettext_lazy as _

from linli.facts.kinds import declare

IMPORTED = declare(
    "records.file.imported",
    _("A file was read into the records"),
    unit="persons",
    attributes=("new", "changed", "refused"),
)
CORRECTED = declare("records.record.corrected", _("A record was corrected"), attributes=("at_wish",))
OPENED = declare("records.record.opened", _("A record was opened"), unit="persons")
UNSEALED = declare("records.field.unsealed", _("Sealed fields were opened"), unit="persons", attributes=("field",))
SWITCHED = declare("records.field.switched", _("A field was switched on or off"), attributes=("field", "on"))
JOINED = declare("records.record.joined", _("Two records of one person were joined"))
EXPORTED = declare("records.list.exported", _("A list of records was taken out as a file"), unit="persons")
FORGOTTEN = declare("records.record.forgotten", _("Records were forgotten when their time was over"), unit="persons")
