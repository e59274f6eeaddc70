"""What people are told about records: that something happened, never what stands in them."""

from django.utils.translation import gettext_lazy as _

from linli.notices.kinds import declare_notice

ASKED = "records.correction.asked"
ANSWERED = "records.correction.answered"
HALF_READ = "records.import.left"

declare_notice(
    ASKED,
    _("A resident says that something in their record is not right"),
    _("Read it, correct it, or say why it stays."),
)
declare_notice(ANSWERED, _("The committee has answered about your record"), _("Read the answer with your record."))
declare_notice(
    HALF_READ,
    _("A file is half read into the records"),
    _("Whoever began with it is gone. Go on with it, or drop it: the file is deleted when its days are over."),
)
