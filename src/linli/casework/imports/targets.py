"""Where a record belongs: the community and the category that its words mean, or the new ones that the mapping allows."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from linli.base.errors import Invalid
from linli.base.text import pinyin
from linli.places.actions.local import LocalDivision
from linli.places.models import Community

from ..models import Category
from .mapping import NewCategory, NewCommunities, TableMapping
from .rows import Record


@dataclass(frozen=True)
class NewCommunity:
    """A community that is made when its first record is stored."""

    slug: str
    under_code: str
    chain: tuple[LocalDivision, ...]

    @property
    def name(self) -> str:
        return self.chain[-1].name


@dataclass(frozen=True)
class Target:
    community: Community | NewCommunity
    category: Category | NewCategory


class Targets:
    """Words are looked up once and kept. What is made is put here by the action, under the word that called for it.

    Invalid at once if the mapping falls back on a community or a category that is not there.
    """

    def __init__(self, mapping: TableMapping) -> None:
        self.mapping = mapping
        self.communities: dict[str, Community | NewCommunity] = {}
        self.categories: dict[str, Category | NewCategory] = {}
        if mapping.community.otherwise:
            self._community("")
        if mapping.category.otherwise:
            self._category("")

    def of(self, record: Record) -> Target:
        """Where this record belongs. Invalid names the word that nobody knows."""
        if record.community_word not in self.communities:
            self.communities[record.community_word] = self._community(record.community_word)
        if record.category_word not in self.categories:
            self.categories[record.category_word] = self._category(record.category_word)
        return Target(self.communities[record.community_word], self.categories[record.category_word])

    def _community(self, word: str) -> Community | NewCommunity:
        rule = self.mapping.community
        name = rule.values.get(word, word)
        if name and (known := _community_called(name)):
            return known
        if name and rule.create and (new := _new_community(rule.create, name)):
            return Community.objects.filter(slug=new.slug).first() or new
        if rule.otherwise:
            if other := _community_called(rule.otherwise):
                return other
            raise Invalid(
                _("The mapping names the community “%(slug)s”, which is not open here.") % {"slug": rule.otherwise}
            )
        if not name:
            raise Invalid(_("The community is missing."))
        raise Invalid(_("The community “%(word)s” is not known here.") % {"word": word[:40]})

    def _category(self, word: str) -> Category | NewCategory:
        rule = self.mapping.category
        key = rule.values.get(word) or (rule.otherwise if not word else "")
        if key:
            return self._category_by_key(key)
        if known := _category_called(word):
            return known
        if word and rule.missing_good:
            return _category_for(word, rule.missing_good)
        if rule.otherwise:
            return self._category_by_key(rule.otherwise)
        raise Invalid(_("The kind of request “%(word)s” is not known here.") % {"word": word[:40]})

    def _category_by_key(self, key: str) -> Category | NewCategory:
        known = Category.objects.filter(key=key).first() or self.mapping.category.new.get(key)
        if known is None:
            raise Invalid(_("The mapping names the category “%(key)s”, which is not set up here.") % {"key": key})
        return known


def _community_called(word: str) -> Community | None:
    """The one community that bears this name or code; none where several do, for then the code must be given."""
    named = Q(slug=word) | Q(name=word) | Q(name_en=word)
    division = Q(division__code=word) | Q(division__name=word) | Q(division__names__name=word)
    found = list(Community.objects.filter(named | division).distinct().order_by("pk")[:2])
    if len(found) > 1:
        raise Invalid(_("Several communities are called “%(word)s”: name this one by its code.") % {"word": word[:40]})
    return found[0] if found else None


def _new_community(rule: NewCommunities, word: str) -> NewCommunity | None:
    if rule.names_en and word not in rule.names_en:
        return None
    parts = {"value": word, "name_en": rule.names_en.get(word, "")}
    name, name_en = (_filled(template, parts) for template in (rule.name, rule.name_en))
    local = LocalDivision("community", word[:40], name, name_en or parts["name_en"])
    slug = slugify(pinyin(_filled(rule.slug or "{value}", parts)))[:40]
    return NewCommunity(slug or f"c{_digest(word)}", rule.under_code, (*rule.under, local))


def _filled(template: str, parts: dict[str, str]) -> str:
    for key, value in parts.items():
        template = template.replace("{" + key + "}", value)
    return template.strip()


def _category_called(word: str) -> Category | None:
    """By key, name or one of the everyday words; the first set up if several fit."""
    if not word:
        return None
    named = Q(key=word) | Q(name=word) | Q(name_en__iexact=word)
    for_all = Category.objects.filter(community__isnull=True).order_by("pk")
    known = for_all.filter(named).first()
    return known or next(
        (c for c in for_all.filter(words__icontains=word) if word.lower() in c.words.lower().splitlines()), None
    )


def _category_for(word: str, good: str) -> NewCategory:
    readable = slugify(pinyin(word))[:45]
    return NewCategory(key="-".join(p for p in (readable, _digest(word)) if p), name=word[:120], good=good)


def _digest(word: str) -> str:
    return sha256(word.encode()).hexdigest()[:8]
