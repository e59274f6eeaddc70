from django.db import migrations

from linli.base.append_only import append_only
from linli.funds.guards import APPEND_ONLY, guard_money


class Migration(migrations.Migration):
    dependencies = [("funds", "0001_initial")]
    operations = [append_only(APPEND_ONLY), guard_money()]
