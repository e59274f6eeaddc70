"""`linli open-community CODE`: begin to serve a community of the divisions imported before."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.actors import HOUSE
from linli.base.commands import Verb
from linli.base.errors import Invalid, Missing
from linli.places.actions.divisions import open_community
from linli.places.queries import community_named, division_by_code


class Command(Verb):
    help = "Open a community by the 12-digit code of its division."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="12 digits, as 440105010112")
        parser.add_argument(
            "--slug", default="", help="its short name in addresses, as guangzhong; the code if not given"
        )
        parser.add_argument("--name", default="", help="how people call it; the division's name if not given")
        parser.add_argument("--name-en", default="", help="its English name")

    def handle(self, *args: Any, code: str, slug: str, name: str, name_en: str, **options: Any) -> None:
        division = division_by_code(code)
        if slug:
            _check_slug(slug)
        community = open_community(HOUSE, division, slug=slug, name=name, name_en=name_en, now=timezone.now())
        self.stdout.write(_("%(name)s is open under /c/%(slug)s/.") % {"name": community.name, "slug": community.slug})


def _check_slug(slug: str) -> None:
    try:
        validate_slug(slug)
    except ValidationError as wrong:
        raise Invalid(_("A short name has Latin letters, digits and hyphens alone."), field="slug") from wrong
    if len(slug) > 40:
        raise Invalid(_("A short name has at most 40 letters."), field="slug")
    if _is_taken(slug):
        raise Invalid(_("The short name “%(slug)s” is taken by another community.") % {"slug": slug}, field="slug")


def _is_taken(slug: str) -> bool:
    try:
        community_named(slug)
    except Missing:
        return False
    return True
