"""A survey in the reader's language: each text in Chinese where nobody translated it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .models import Question, Survey

CHINESE = "zh-hans"
LANGUAGES = {
    CHINESE: "中文",
    "en": "English",
    "ja": "日本語",
    "ko": "한국어",
    "fr": "Français",
    "ru": "Русский",
    "vi": "Tiếng Việt",
}
"""What a survey can be written in, each by its own name. The pages around it are Chinese or English."""

HTML_CODES = {CHINESE: "zh-Hans"}


@dataclass(frozen=True)
class Told:
    """A question as its reader sees it. `options` in order, "other" the last of them; `ends` of a scale."""

    question: Question
    section: str
    text: str
    help: str
    options: list[str]
    ends: list[str]

    @property
    def numbered(self) -> list[tuple[int, str]]:
        return list(enumerate(self.options, start=1))


@dataclass(frozen=True)
class Tongue:
    """One language of one survey."""

    survey: Survey
    language: str
    other: str

    @property
    def html(self) -> str:
        return HTML_CODES.get(self.language, self.language)

    def say(self, path: str, chinese: str) -> str:
        return self.survey.words.get(self.language, {}).get(path) or chinese

    @property
    def title(self) -> str:
        return self.say("title", self.survey.title)

    @property
    def purpose(self) -> str:
        return self.say("purpose", self.survey.purpose)

    @property
    def use(self) -> str:
        return self.say("use", self.survey.use)

    def told(self, question: Question) -> Told:
        labels = [self.say(f"q{question.pk}.{number}", label) for number, label in enumerate(question.options, start=1)]
        is_scale = question.kind == Question.Kind.SCALE
        with_other = [*labels, self.other] if question.has_other else labels
        options = ["1", "2", "3", "4", "5"] if is_scale else with_other
        return Told(
            question,
            self.say(f"q{question.pk}.section", question.section),
            self.say(f"q{question.pk}.text", question.text),
            self.say(f"q{question.pk}.help", question.help),
            options,
            labels if is_scale else [],
        )

    def all_told(self, questions: Sequence[Question]) -> list[Told]:
        return [self.told(question) for question in questions]


def languages_of(survey: Survey) -> list[tuple[str, str, str]]:
    """(code, name, code in HTML) of each language of a survey, Chinese first."""
    codes = [CHINESE, *(code for code in survey.languages if code in LANGUAGES)]
    return [(code, LANGUAGES[code], HTML_CODES.get(code, code)) for code in codes]


def chosen_language(survey: Survey, wished: str | None, of_the_page: str | None) -> str:
    """What the reader picked, else the language of the page around it, else Chinese."""
    offered = {code for code, _name, _html in languages_of(survey)}
    return next((code for code in (wished, of_the_page) if code in offered), CHINESE)


def texts_of(survey: Survey, questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    """(path, Chinese) of every text that can be translated."""
    yield from (("title", survey.title), ("purpose", survey.purpose), ("use", survey.use))
    for question in questions:
        named: list[tuple[str, Any]] = [("section", question.section), ("text", question.text), ("help", question.help)]
        named += [(str(number), label) for number, label in enumerate(question.options, start=1)]
        yield from ((f"q{question.pk}.{name}", text) for name, text in named if text)
