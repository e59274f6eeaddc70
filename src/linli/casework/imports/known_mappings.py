"""Mappings by name or by headings: from a file, shipped with the programme, or remembered from an earlier import."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from linli.base.errors import Invalid, Missing
from linli.base.sheets import signature

from ..models import RememberedMapping

SHIPPED = Path(__file__).resolve().parent.parent / "mappings"


def mapping_called(name: str) -> dict[str, Any]:
    """The mapping in this file, shipped or remembered under this name. Missing lists the names there are."""
    if Path(name).is_file():
        return _read(Path(name))
    shipped = {path.stem: path for path in sorted(SHIPPED.glob("*.json"))}
    if name in shipped:
        return _read(shipped[name])
    remembered = RememberedMapping.objects.order_by("-used_at", "pk")
    found = remembered.filter(name=name).first()
    if found is None:
        names = [*shipped, *remembered.values_list("name", flat=True)]
        raise Missing(
            _("“%(name)s” is no file, and no mapping of that name is known. Known are: %(names)s.")
            % {"name": name, "names": ", ".join(dict.fromkeys(names))}
        )
    return dict(found.mapping)


def mapping_for(columns: list[str]) -> dict[str, Any]:
    """The mapping with which a table of the same headings was read last. Missing if there was none."""
    found = RememberedMapping.objects.filter(signature=signature(columns)).first()
    if found is None:
        raise Missing(
            _(
                "No table with these headings was imported before: %(columns)s. "
                "Name a mapping with --mapping, or have one drafted with --suggest."
            )
            % {"columns": ", ".join(columns)}
        )
    return dict(found.mapping)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeError) as wrong:
        raise Invalid(_("The mapping cannot be opened: %(reason)s") % {"reason": wrong}) from wrong
    except ValueError as wrong:
        raise Invalid(_("The mapping %(path)s is not JSON: %(reason)s") % {"path": path, "reason": wrong}) from wrong
    if not isinstance(found, dict):
        raise Invalid(_("The mapping %(path)s is no object in braces.") % {"path": path})
    return {"name": path.stem, **found}
