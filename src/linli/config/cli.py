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
    """Our verbs, each with the first sentence of its help, and the names of the others."""
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    commands = {name: str(app) for name, app in sorted(get_commands().items())}
    ours = {name: load_command_class(app, name).help for name, app in commands.items() if app.startswith("linli.")}
    width = max(map(len, ours))
    return "\n".join(
        [
            "邻里 Linli. Usage: linli VERB [options]; linli VERB --help tells more.",
            "",
            *(f"  {name:<{width}}  {told.split('. ')[0].rstrip('.')}" for name, told in ours.items()),
            "",
            "Django's own: " + ", ".join(name for name in commands if name not in ours),
            "",
        ]
    )
