"""Write docs/reference from the code, so that it cannot lie: `script/reference`, or with `--check` say what is stale."""

import ast
import importlib
import inspect
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "linli"
PAGES = ROOT / "docs" / "reference"
SETTINGS_PAGE = ROOT / "docs" / "operators" / "settings.md"
QUOTING_PAGE = ROOT / "docs" / "contributors" / "one-action.md"
WRITTEN = "<!-- Written by script/reference. Change the code, not this page. -->"
EVERY_COMMAND_HAS = {
    "help",
    "version",
    "verbosity",
    "settings",
    "pythonpath",
    "traceback",
    "no_color",
    "force_color",
    "skip_checks",
}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    import django

    django.setup()
    is_check, wrong = "--check" in sys.argv, 0
    for name, write in PARTS.items():
        path, text = PAGES / f"{name}.md", WRITTEN + "\n\n" + "\n\n".join(write()) + "\n"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if is_check:
            wrong = complain(f"{path.relative_to(ROOT)} is stale: run script/reference")
        else:
            path.write_text(text, encoding="utf-8")
    for variable in undescribed_variables():
        wrong = complain(f"{SETTINGS_PAGE.relative_to(ROOT)} does not describe {variable}")
    for source in lost_quotations():
        wrong = complain(f"{QUOTING_PAGE.relative_to(ROOT)} quotes what {source} no longer says")
    return wrong


def rights() -> Iterator[str]:
    from linli.base.actors import SEES_OTHERS, RoleKind
    from linli.base.rights import RIGHTS
    from linli.people.models import ROLE_NAMES

    yield "# Rights"
    yield (
        "A right is one expression in a room's `permissions.py`, and answers three questions by it: `allows(actor, row)`, "
        "`within(actor)` as a filter for lists, `holders(row)` as persons. Pages, actions, API, files and exports ask the "
        "same one, and tests show that row, list and holders agree."
    )
    yield "## Roles"
    names = [(f"`{k.value}`", *both(ROLE_NAMES[k]), "yes" if k in SEES_OTHERS else "") for k in RoleKind]
    yield table(("role", "English", "Chinese", "sleeps until a second factor is shown"), names)
    shared = vars(importlib.import_module("linli.base.roles")).items()
    yield table(
        ("name in the rules of every room", "roles"), [(f"`{n}`", roles(v)) for n, v in shared if is_set_of_roles(v)]
    )
    for room in sorted({name.split(".")[0] for name in RIGHTS}):
        module = importlib.import_module(f"linli.{room}.permissions")
        code = inspect.getsource(module)
        yield f"## {room}"
        yield text_of(module)
        sets = [(f"`{n}`", roles(v)) for n, v in vars(module).items() if is_set_of_roles(v) and f"\n{n} = " in code]
        yield table(("name in the rules", "roles"), sets)
        rows = [(f"`{name}`", f"`{RIGHTS[name].model}`", f"`{rule}`") for name, rule in rules_in(room, code)]
        yield table(("right", "over", "rule"), rows)


def rules_in(room: str, code: str) -> Iterator[tuple[str, str]]:
    """Each right of a module with the expression that stands in its code, or the relations that a helper makes it of."""
    from linli.base.rights import RIGHTS

    for call in ast.walk(ast.parse(code)):
        if not (isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)):
            continue
        written = str(call.args[0].value)
        name = written if "." in written else f"{room}.{written}"
        if name in RIGHTS:
            rules = " | ".join(ast.unparse(rule) for rule in call.args[2 if "." in written else 1 :])
            yield name, f"{rules} or it is public" if call.keywords else rules


def states() -> Iterator[str]:
    from linli.casework.models import State
    from linli.casework.transitions import TRANSITIONS, Who

    yield "# States of a case"
    yield table(("state", "English", "Chinese"), [(f"`{s.value}`", *both(s.label)) for s in State])
    yield (
        "What can be done in which state, by whom, and where it leads. Actions and pages read this one table. "
        f"Who: {', '.join(f'`{w.value}`' for w in Who)}; a worker is a handler or the one to whom the case is assigned, "
        "a rater is a reporter or a handler who writes down what a reporter says."
    )
    rows = [(f"`{t.before.value}`", f"`{t.action}`", t.who.value, f"`{t.after.value}`") for t in TRANSITIONS]
    yield table(("state", "action", "who", "then"), rows)


def facts() -> Iterator[str]:
    from linli.facts.kinds import KINDS

    yield "# Facts"
    yield (
        "What happened, in rows that the database refuses to change or delete. A fact carries community, moments, the role "
        "that acted and the attributes named here; never a name, a telephone number, an address or a text."
    )
    for room, kinds in grouped(KINDS.values(), lambda k: k.key.split(".")[0]):
        yield f"## {room}"
        rows = [
            (f"`{k.key}`", *both(k.name), k.unit, ", ".join(k.goods), ", ".join(sorted(k.attributes))) for k in kinds
        ]
        yield table(("kind", "English", "Chinese", "unit of the value", "goods", "attributes"), rows)


def goods() -> Iterator[str]:
    from linli.facts.kinds import GOOD_NAMES, KINDS

    categories = json.loads((PACKAGE / "casework/starter.json").read_text(encoding="utf-8"))["categories"]
    yield "# The six goods (六好)"
    yield (
        "Each kind of fact names the goods that it serves, and each category of request names one. "
        "The categories below are those of the demonstration; an office sets up its own."
    )
    for good, name in GOOD_NAMES.items():
        yield "## {} · {}".format(*both(name))
        kinds = [(f"`{k.key}`", *both(k.name)) for k in KINDS.values() if good in k.goods]
        yield table(("fact", "English", "Chinese"), kinds) if kinds else "No kind of fact names it yet."
        if named := [f"{c['name']} ({c['name_en']})" for c in categories if c["good"] == good]:
            yield f"Categories: {', '.join(named)}."


def floors() -> Iterator[str]:
    from django.apps import apps

    config = ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    layers = config["importlinter:contract:floors"]["layers"].strip().split("\n")
    yield "# Floors"
    yield "An app imports only from the floors below it. `lint-imports` holds it, with the contracts in `.importlinter`."
    yield "\n".join(["```", *layers, "```"])
    yield "The tables of each floor, and what a row of them is:"
    for app in [one.strip() for layer in layers for one in layer.split("|") if one.strip() in apps.app_configs]:
        if models := list(apps.get_app_config(app).get_models()):
            yield f"## {app}"
            yield table(("table", "a row is"), [(f"`{m.__name__}`", text_of(m)) for m in models])


def rules() -> Iterator[str]:
    from linli.base.rules import rules as every_rule

    yield "# Rules"
    yield (
        "Thresholds are data with a source, in each room's `rule_data/`. Rank: L law in force, P plan or policy, "
        "H historical model, O ours. The clocks of casework are what holds where a community or a category sets no other. "
        "*A place may* set more or less: a province, a city, a street or a community's charter goes beyond the rule in this "
        "direction alone, on the page `/rules/`, where everybody reads what holds in a community and who has confirmed it."
    )
    rows = [
        (
            f"`{r.key}`",
            r.name_en,
            r.name,
            f"`{json.dumps(r.value)}`",
            r.stricter,
            r.note,
            r.rank,
            f"{r.source} {r.article}",
            validity(r),
        )
        for r in every_rule()
    ]
    yield table(("rule", "English", "Chinese", "value", "a place may", "note", "rank", "source", "valid"), rows)


def validity(rule: Any) -> str:
    return f"{rule.valid_from or ''} – {rule.valid_to or ''}" if rule.valid_from or rule.valid_to else ""


def actions() -> Iterator[str]:
    from linli.base.actions import ACTIONS

    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" not in path.parts and re.search(r"^@action$", path.read_text(encoding="utf-8"), re.MULTILINE):
            name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
            importlib.import_module(name.removesuffix(".__init__"))
    yield "# Actions"
    yield "Every write goes through one of these. Each runs in one transaction: allow, change, record, tell."
    for room, named in grouped(sorted(ACTIONS.items()), lambda pair: pair[0].split(".")[0]):
        yield f"## {room}"
        for name, run in named:
            code = inspect.unwrap(run)
            yield f"### {name.split('.')[1]}"
            yield f"`{signature(code)}`"
            yield f"{text_of(code)} In `{Path(inspect.getfile(code)).relative_to(ROOT)}`.".strip()


def verbs() -> Iterator[str]:
    from django.core.management import get_commands, load_command_class

    yield "# The `linli` command"
    yield "`linli VERB --help` says the same at the terminal."
    for name, app in sorted(get_commands().items()):
        if not str(app).startswith("linli."):
            continue
        command = load_command_class(str(app), name)
        yield f"## linli {name}"
        yield str(command.help)
        arguments = command.create_parser("linli", name)._actions  # noqa: SLF001  argparse lists them nowhere else
        own = [a for a in arguments if a.dest not in EVERY_COMMAND_HAS]
        if own:
            yield table(
                ("argument", "what it is"), [(f"`{(a.option_strings or [a.dest])[-1]}`", a.help or "") for a in own]
            )


def undescribed_variables() -> list[str]:
    """Variables of the environment that settings or server read and the operators' page does not name."""
    settings = (PACKAGE / "config/settings.py").read_text(encoding="utf-8")
    server = (ROOT / "script/server").read_text(encoding="utf-8")
    read = {*re.findall(r"\b(?:env|flag)\(\"(\w+)\"", settings), *re.findall(r"\$\{(LINLI_\w+|PORT)", server)}
    page = SETTINGS_PAGE.read_text(encoding="utf-8") if SETTINGS_PAGE.exists() else ""
    return sorted(variable for variable in read if f"`{variable}`" not in page)


def lost_quotations() -> list[str]:
    """Files that do not hold what a page quotes from them, under a comment that names the file."""
    found = re.findall(r"<!-- (\S+) -->\n```\w*\n(.*?)```", QUOTING_PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return [source for source, quoted in found if quoted.rstrip() not in (ROOT / source).read_text(encoding="utf-8")]


def complain(line: str) -> int:
    print(line)
    return 1


def is_set_of_roles(value: Any) -> bool:
    from linli.base.actors import RoleKind

    return isinstance(value, frozenset) and bool(value) and all(isinstance(one, RoleKind) for one in value)


def roles(kinds: frozenset[Any]) -> str:
    return ", ".join(f"`{k.value}`" for k in sorted(kinds))


def signature(code: Callable[..., Any]) -> str:
    """As it stands in the code."""
    function = next(n for n in ast.walk(ast.parse(inspect.getsource(code))) if isinstance(n, ast.FunctionDef))
    returns = ast.unparse(function.returns) if function.returns else "None"
    return f"{function.name}({ast.unparse(function.args)}) -> {returns}"


def grouped(items: Iterable[Any], key: Callable[[Any], str]) -> list[tuple[str, list[Any]]]:
    found = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return sorted(found.items())


def both(text: Any) -> tuple[str, str]:
    """In English and in Chinese."""
    from django.utils.translation import override

    with override("en"):
        english = str(text)
    with override("zh-hans"):
        return english, str(text)


def text_of(thing: Any) -> str:
    """Its own docstring. Django writes one, `Model(id, …)`, for a model that has none: that says nothing."""
    doc = inspect.cleandoc(thing.__doc__ or "")
    return "" if doc.startswith(f"{thing.__name__}(") else doc


def table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    told = [headings, ("---",) * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cell(text) for text in row)} |" for row in told)


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "rights": rights,
    "states": states,
    "facts": facts,
    "goods": goods,
    "floors": floors,
    "rules": rules,
    "actions": actions,
    "verbs": verbs,
}

if __name__ == "__main__":
    sys.exit(main())
