"""Branching: what is kept always lies on the path, nothing skips back, and every question can be reached."""

from hypothesis import given
from hypothesis import strategies as st

from linli.surveys.paths import Step, Value, before, following, kept, path, problems

OPTIONS = 4
VALUES = st.builds(Value, st.lists(st.integers(1, OPTIONS), max_size=3, unique=True).map(tuple))


@st.composite
def surveys(draw):
    """Up to nine questions, each perhaps asked only after answers to an earlier one; and an answer to every one of them."""
    steps = []
    for key in range(1, draw(st.integers(1, 9)) + 1):
        parent = draw(st.none() | st.integers(1, key - 1)) if key > 1 else None
        chosen = draw(st.frozensets(st.integers(1, OPTIONS), min_size=1)) if parent else frozenset()
        steps.append(Step(key, parent, chosen))
    return steps, {step.key: draw(VALUES) for step in steps}


@given(surveys())
def test_what_is_kept_lies_on_the_path_and_keeping_it_again_changes_nothing(made):
    steps, answers = made
    found = kept(steps, answers)
    asked = {step.key for step in path(steps, answers)}
    assert found.keys() <= asked
    assert kept(steps, found) == found
    assert path(steps, found) == path(steps, answers)


@given(surveys())
def test_who_is_asked_something_gave_the_answer_it_hangs_on(made):
    steps, answers = made
    found, by_key = kept(steps, answers), {step.key: step for step in steps}
    for key in found:
        parent = by_key[key].asked_if
        assert parent is None or by_key[key].if_options & set(found[parent].chosen)


@given(surveys())
def test_going_on_never_goes_back_and_going_back_finds_the_same_way(made):
    steps, answers = made
    walked, at = [], following(steps, answers, None)
    while at is not None:
        walked.append(at.key)
        at = following(steps, answers, at.key)
    assert walked == sorted(walked) == [step.key for step in path(steps, answers)]
    back, at = [], before(steps, answers, None)
    while at is not None:
        back.append(at.key)
        at = before(steps, answers, at.key)
    assert back == walked[::-1]


@given(surveys())
def test_where_nothing_is_wrong_every_question_can_be_reached(made):
    steps, _answers = made
    assert not problems(steps, {step.key: OPTIONS for step in steps})
    by_key = {step.key: step for step in steps}
    for step in steps:
        way, at = {}, step
        while at.asked_if is not None:
            way[at.asked_if] = Value((min(at.if_options),))
            at = by_key[at.asked_if]
        assert step in path(steps, way)


def test_an_answer_that_is_not_on_the_path_opens_nothing():
    steps = [Step(1), Step(2, 1, frozenset({1})), Step(3, 2, frozenset({1}))]
    stale = {1: Value((2,)), 2: Value((1,)), 3: Value((1,))}
    assert kept(steps, stale) == {1: Value((2,))}


def test_what_is_wrong_with_a_condition_is_named():
    later, unknown, never = Step(1, 2, frozenset({1})), Step(2), Step(3, 2, frozenset())
    assert [(one.key, one.kind) for one in problems([later, unknown, never], {2: 2})] == [(1, "later"), (3, "never")]
    assert problems([Step(2), Step(3, 2, frozenset({5}))], {2: 2})[0].kind == "unknown"
