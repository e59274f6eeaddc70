"""Collect what is said to people into each app's catalogue: `python -m linli.base.messages`, or with `--check` say what is missing.

English is the text in the code; Chinese stands in <app>/locale/zh_Hans/LC_MESSAGES/django.po. What is no longer said goes.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SKIPPED = {"tests", "migrations", "locale"}
HEADER = {
    "Project-Id-Version": "Linli",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}

Message = tuple[str, str, str]
"""Context, text, plural text; the last two may be empty."""


def collect(app: Path) -> dict[Message, set[str]]:
    """Every message of an app, with the files that say it."""
    found: dict[Message, set[str]] = {}
    for path in sorted([*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")]):
        if SKIPPED.isdisjoint(path.relative_to(app).parts):
            for message in _messages(path):
                found.setdefault(message, set()).add(str(path.relative_to(ROOT)))
    return found


def _messages(path: Path) -> Iterator[Message]:
    text = path.read_text(encoding="utf-8")
    source = text if path.suffix == ".py" else templatize(text, origin=str(path))
    for _line, message, _comments, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        one, many = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        if one:
            yield context or "", one, many


def merged(app: Path) -> polib.POFile:
    """The app's catalogue as it should be: today's messages, with the translations that are there."""
    path = app / CATALOGUE
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    kept = {(e.msgctxt or "", e.msgid, e.msgid_plural or ""): e for e in old if not e.obsolete}
    new = polib.POFile(wrapwidth=0)
    new.metadata = HEADER
    for key, files in sorted(collect(app).items(), key=lambda item: (min(item[1]), item[0])):
        new.append(_entry(key, sorted(files), kept.get(key)))
    return new


def _entry(key: Message, files: list[str], known: polib.POEntry | None) -> polib.POEntry:
    context, one, many = key
    entry = polib.POEntry(msgid=one, msgctxt=context or None, occurrences=[(f, "") for f in files])
    if "%(" in one or "%(" in many:
        entry.flags = ["python-format"]
    if many:
        entry.msgid_plural = many
        entry.msgstr_plural = known.msgstr_plural if known and known.msgstr_plural else {0: ""}
    else:
        entry.msgstr = known.msgstr if known else ""
    return entry


def main() -> int:
    settings.configure(USE_I18N=True, TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
    django.setup()
    is_check, wrong = "--check" in sys.argv, 0
    for app in sorted(p.parent for p in PACKAGE.glob("*/__init__.py")):
        catalogue, path = merged(app), app / CATALOGUE
        if not len(catalogue):
            continue
        if is_check:
            said = str(catalogue) == (path.read_text(encoding="utf-8") if path.exists() else "")
            wrong += 0 if said else _say(f"{path.relative_to(ROOT)} is not up to date: run script/messages")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))
            path.with_suffix(".mo").unlink(missing_ok=True)
        for entry in catalogue.untranslated_entries():
            wrong += _say(f"{path.relative_to(ROOT)}: {entry.msgid}")
    return 1 if wrong else 0


def _say(line: str) -> int:
    print(line)
    return 1


if __name__ == "__main__":
    sys.exit(main())
