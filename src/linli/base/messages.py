"""Collect what is said to people into each app's catalogue: `python -m linli.base.messages`, or with `--check` say what is wrong.

English is the text in the code; Chinese stands in <app>/locale/zh_Hans/LC_MESSAGES/django.po. What is no longer said goes.
Wrong is what is not translated or marked as doubtful, what lost a %(name)s, and what is said in two ways: the rooms share
one dictionary, and only one of the two would ever be seen.
"""

import ast
import re
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
PLACEHOLDER = re.compile(r"%\(\w+\)")
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
    source = text if path.suffix == ".py" else _unindented(templatize(text, origin=str(path)))
    for _line, message, _comments, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        one, many = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        if one:
            yield context or "", one, many


def hidden(path: Path) -> Iterator[str]:
    """What a Python before 3.12 does not collect: sentences within f-strings. A line each."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for inner in ast.walk(node) if isinstance(node, ast.JoinedStr) else ():
            if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") in KEYWORDS:
                yield f"{path}:{inner.lineno}: {ast.unparse(inner)} stands in an f-string; give it a name before"


def _unindented(source: str) -> str:
    """A template's lines without what stands before them, which Python would take for blocks."""
    return "\n".join(line.lstrip() for line in source.split("\n"))


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
        entry.flags.append("python-format")
    if known and known.fuzzy:
        entry.flags.append("fuzzy")
    if many:
        entry.msgid_plural = many
        entry.msgstr_plural = known.msgstr_plural if known and known.msgstr_plural else {0: ""}
    else:
        entry.msgstr = known.msgstr if known else ""
    return entry


def doubts(catalogues: dict[str, polib.POFile]) -> Iterator[str]:
    """What is wrong with the translations, a line each."""
    said_in: dict[tuple[str | None, str], tuple[str, str]] = {}
    for name, catalogue in catalogues.items():
        for entry in catalogue:
            chinese = entry.msgstr or entry.msgstr_plural.get(0, "")
            known, there = said_in.setdefault((entry.msgctxt, entry.msgid), (chinese, name))
            if not entry.translated():
                yield f"{name}: not translated: {entry.msgid}"
            elif set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid)) != set(PLACEHOLDER.findall(chinese)):
                yield f"{name}: other placeholders: {entry.msgid}"
            elif known and known != chinese:
                yield f"{name}: “{chinese}”, but “{known}” in {there}: {entry.msgid}"


def main() -> int:
    settings.configure(USE_I18N=True, TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
    django.setup()
    apps = sorted(p.parent for p in PACKAGE.glob("*/__init__.py"))
    catalogues = {str(app.relative_to(ROOT) / CATALOGUE): found for app in apps if (found := merged(app))}
    wrong = list(doubts(catalogues))
    wrong += [line for path in sorted(PACKAGE.rglob("*.py")) for line in hidden(path)]
    for name, catalogue in catalogues.items():
        path = ROOT / name
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))
            path.with_suffix(".mo").unlink(missing_ok=True)
        elif not path.exists() or str(catalogue) != path.read_text(encoding="utf-8"):
            wrong.append(f"{name} is not up to date: run script/messages")
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
