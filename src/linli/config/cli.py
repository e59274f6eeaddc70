"""The `linli` command. Its help names our verbs first; Django's own follow in one line."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
    from django.core.management import execute_from_command_line

    if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        sys.stdout.write(overview())
        return
    execute_from_command_line(sys.argv)


def overview() -> str:
    """Our verbs with what they do, and the names of the others."""
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    ours = sorted(name for name, app in get_commands().items() if str(app).startswith("linli."))
    theirs = sorted(name for name, app in get_commands().items() if not str(app).startswith("linli."))
    width = max(map(len, ours))
    lines = [f"  {name:<{width}}  {load_command_class(str(get_commands()[name]), name).help}" for name in ours]
    return "\n".join([
        "邻里 Linli. Usage: linli VERB [options]; linli VERB --help tells more.", "", *lines, "",
        "Django's own: " + ", ".join(theirs), "",
    ])  # fmt: skip
