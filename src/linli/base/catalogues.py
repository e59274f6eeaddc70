"""Compile the translations: pure Python, so that no gettext tools need to be installed. `python -m linli.base.catalogues`."""

from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent


def compile_all() -> int:
    """Write the .mo beside each .po that is newer; how many were written."""
    stale = [po for po in sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po")) if _is_stale(po)]
    for po in stale:
        polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
    return len(stale)


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


if __name__ == "__main__":
    compile_all()
