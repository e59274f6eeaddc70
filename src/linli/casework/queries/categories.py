"""Which category is meant: everyday words, pinyin and small mistakes lead to it."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from linli.base.actors import Actor
from linli.base.errors import Missing
from linli.base.remembered import remembered
from linli.base.text import clean, pinyin, pinyin_initials
from linli.places.models import Community

from ..models import AnswerTemplate, Category
from ..permissions import set_up_casework


@dataclass(frozen=True)
class Found:
    category: Category
    word: str  # the everyday word that led here


@remembered("casework_category", "casework_question")
def categories(community: Community | None = None) -> list[Category]:
    """Active categories, in the order of the office; with those of the community's own."""
    own = Q(community__isnull=True) | (Q(community=community) if community else Q(pk__in=[]))
    rows = Category.objects.filter(own, is_active=True).prefetch_related("questions")
    return list(rows.order_by("position", "pk"))


@remembered("casework_category", "casework_question")
def category_named(key: str, community: Community | None = None) -> Category:
    """An active category by its key, with its questions. Missing if there is none here."""
    own = Q(community__isnull=True) | (Q(community=community) if community else Q())
    found = Category.objects.filter(own, key=key, is_active=True).prefetch_related("questions").first()
    if found is None:
        raise Missing(_("There is no such category."))
    return found


def find_categories(words: str, community: Community | None = None, *, most: int = 6) -> list[Found]:
    """Categories that these everyday words lead to, best first: 灯不亮, ludeng, "street light", 下水道赌了."""
    words = clean(words).strip().lower()
    if not words:
        return []
    best: dict[int, tuple[float, Found]] = {}
    for category in categories(community):
        score, word = _score(words, category)
        if score >= 60:  # below this a match is chance
            best[category.pk] = (score, Found(category, word))
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].category.position, pair[1].category.pk))
    return [found for _points, found in ranked[:most]]


def categories_to_set_up(reader: Actor, community: Community) -> list[Category]:
    """Every category that holds here, the retired ones too, with who sees it."""
    set_up_casework.require(reader, community)
    rows = Category.objects.filter(Q(community__isnull=True) | Q(community=community))
    return list(rows.prefetch_related("seen_by", "questions").order_by("-is_active", "position", "pk"))


def category_to_set_up(reader: Actor, community: Community, key: str) -> Category:
    found = next((c for c in categories_to_set_up(reader, community) if c.key == key), None)
    if found is None:
        raise Missing(_("There is no such category."))
    return found


def templates_to_set_up(reader: Actor, community: Community) -> list[AnswerTemplate]:
    set_up_casework.require(reader, community)
    rows = AnswerTemplate.objects.filter(Q(community__isnull=True) | Q(community=community))
    return list(rows.select_related("category").order_by("position", "pk"))


def answer_templates(community: Community, category: Category) -> list[AnswerTemplate]:
    """Ready answers for a case here: the community's and the category's own before the general ones."""
    rows = AnswerTemplate.objects.filter(
        Q(community=community) | Q(community__isnull=True), Q(category=category) | Q(category__isnull=True)
    ).order_by("position", "pk")
    return sorted(rows, key=lambda t: (t.category_id is None, t.community_id is None, t.position, t.pk))


def everyday_words(category: Category) -> list[str]:
    return [w for w in (category.name, category.name_en, *category.words.splitlines()) if w]


def _score(words: str, category: Category) -> tuple[float, str]:
    """How well the words fit, 0–100, and by which everyday word. A word that stands in the text counts fully."""
    known = everyday_words(category)
    if contained := [w for w in known if w.lower() in words or words in w.lower()]:
        longest = max(contained, key=len)
        return 90 + min(len(longest), 10), longest
    if words.isascii():
        for word in known:
            if len(words) >= 2 and (
                pinyin(word).replace(" ", "").startswith(words.replace(" ", ""))
                or pinyin_initials(word).startswith(words)
            ):
                return 85, word
    nearest = process.extractOne(words, known, scorer=fuzz.partial_ratio if len(words) > 2 else fuzz.ratio)
    return (nearest[1] * 0.9, nearest[0]) if nearest else (0, "")
