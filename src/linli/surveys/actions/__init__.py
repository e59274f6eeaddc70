"""Everything that can be done with a survey."""

from .answering import BY_STAFF, Sheet, answer_survey
from .drafting import (
    Plan,
    Wording,
    add_question,
    draft_survey,
    drop_question,
    drop_survey,
    move_question,
    redraft_survey,
    reword_question,
    translate_survey,
)
from .keeping import forget_answers, forget_due, mix_answers, mix_running
from .publishing import (
    drop_finding,
    follow_finding,
    publish_results,
    quote_words,
    see_names,
    withhold_results,
    write_finding,
)
from .running import close_survey, extend_survey, open_survey, print_codes

__all__ = [
    "BY_STAFF",
    "Plan",
    "Sheet",
    "Wording",
    "add_question",
    "answer_survey",
    "close_survey",
    "draft_survey",
    "drop_finding",
    "drop_question",
    "drop_survey",
    "extend_survey",
    "follow_finding",
    "forget_answers",
    "forget_due",
    "mix_answers",
    "mix_running",
    "move_question",
    "open_survey",
    "print_codes",
    "publish_results",
    "quote_words",
    "redraft_survey",
    "reword_question",
    "see_names",
    "translate_survey",
    "withhold_results",
    "write_finding",
]
