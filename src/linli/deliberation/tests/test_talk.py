"""Comments, hiding with reasons, appeals, amendments."""

from datetime import timedelta

import pytest

from linli.base.differences import differences
from linli.base.errors import Invalid, Missing, NotYours, Refused
from linli.deliberation import actions
from linli.deliberation.models import Comment, CommentSupport, Topic
from linli.deliberation.queries.moderation import appeals, hidden_in
from linli.deliberation.queries.talk import talk_of
from linli.notices.models import Notice

DAY = timedelta(days=1)


def test_comments_show_the_surname_and_mask_numbers(way, cast, now):
    topic = way.discussed()
    above = actions.comment_on_topic(cast.neighbour, topic, text="找我：13800138000", stance="for", now=now)
    actions.comment_on_topic(cast.resident, topic, text="好的", answers=above, now=now)
    (line,) = talk_of(cast.anyone, topic).lines
    assert (line.who, line.text, line.stance_name) == ("邻**", "找我：138****8000", "赞成")
    assert [answer.text for answer in line.answers] == ["好的"]


def test_answers_go_one_level_deep_and_stay_with_their_topic(way, cast, now):
    topic, other = way.discussed(), way.discussed()
    above = actions.comment_on_topic(cast.neighbour, topic, text="一", now=now)
    below = actions.comment_on_topic(cast.resident, topic, text="二", answers=above, now=now)
    for at, to in ((topic, below), (other, above)):
        with pytest.raises(Invalid):
            actions.comment_on_topic(cast.neighbour, at, text="三", answers=to, now=now)


def test_nobody_comments_before_after_or_while_a_ballot_runs(way, cast, now):
    for topic in (way.raised(), way.decided()):
        with pytest.raises(Refused):
            actions.comment_on_topic(cast.neighbour, topic, text="早了或晚了", now=now)
    with pytest.raises(Refused, match="还没轮到"):
        actions.comment_on_topic(cast.neighbour, way.discussed("ballot"), text="投票时", now=now)


def test_the_desk_writes_down_for_who_came_by_and_says_so(way, cast, now):
    topic = way.discussed()
    actions.comment_at_desk(cast.worker, topic, text="我不会用手机，我赞成。", stance="for", now=now)
    (line,) = talk_of(cast.anyone, topic).lines
    assert (line.who, line.is_from_desk) == ("到居委会来的居民", True)


def test_thinking_the_same_counts_once_and_not_of_ones_own(way, cast, now):
    topic = way.discussed()
    comment = actions.comment_on_topic(cast.neighbour, topic, text="怕吵", now=now)
    assert actions.support_comment(cast.resident, comment, is_wanted=True, now=now) == 1
    assert actions.support_comment(cast.resident, comment, is_wanted=True, now=now) == 1
    assert actions.support_comment(cast.resident, comment, is_wanted=False, now=now) == 0
    with pytest.raises(Refused, match="自己说的"):
        actions.support_comment(cast.neighbour, comment, is_wanted=True, now=now)


def test_an_author_takes_words_back_and_the_answers_stay(way, cast, now):
    topic = way.discussed()
    comment = actions.comment_on_topic(cast.neighbour, topic, text="怕吵", now=now)
    actions.comment_on_topic(cast.resident, topic, text="不会的", answers=comment, now=now)
    with pytest.raises(NotYours):
        actions.take_comment_back(cast.resident, comment, now=now)
    actions.take_comment_back(cast.neighbour, comment, now=now)
    (line,) = talk_of(cast.anyone, topic).lines
    assert (line.text, [answer.text for answer in line.answers]) == ("", ["不会的"])
    with pytest.raises(Missing):
        actions.support_comment(cast.volunteer, comment, is_wanted=True, now=now)


def test_hidden_words_leave_their_reason_and_only_author_and_rulers_read_them(way, cast, now):
    topic = way.discussed()
    comment = actions.comment_on_topic(cast.neighbour, topic, text="演示脏话", now=now)
    with pytest.raises(NotYours):
        actions.hide_words(cast.resident, comment, reason="insult", now=now)
    hiding = actions.hide_words(cast.worker, comment, reason="insult", now=now)
    (line,) = talk_of(cast.anyone, topic).lines
    assert (line.text, line.hiding) == ("", hiding)
    texts = {
        name: hidden_in(getattr(cast, name), topic)[0].text
        for name in ("anyone", "resident", "neighbour", "worker", "chair", "street_officer")
    }
    assert texts == {
        "anyone": "",
        "resident": "",
        "neighbour": "演示脏话",
        "worker": "",
        "chair": "演示脏话",
        "street_officer": "演示脏话",
    }
    assert Notice.objects.filter(person=cast.keys["neighbour"], kind="deliberation.words.hidden.author").count() == 1


def test_an_appeal_is_ruled_on_by_somebody_else_and_once(way, cast, now):
    topic = way.discussed()
    comment = actions.comment_on_topic(cast.neighbour, topic, text="说得直了点", now=now)
    hiding = actions.hide_words(cast.chair, comment, reason="insult", now=now)
    with pytest.raises(NotYours):
        actions.appeal(cast.resident, hiding, text="不是我的话", now=now)
    actions.appeal(cast.neighbour, hiding, text="没有骂人", now=now)
    with pytest.raises(Refused, match="已经申诉过"):
        actions.appeal(cast.neighbour, hiding, text="再来", now=now)
    assert (len(appeals(cast.chair)), len(appeals(cast.street_officer))) == (0, 1)
    with pytest.raises(NotYours):
        actions.rule_on(cast.chair, hiding, is_shown_again=False, why="我隐藏的", now=now)
    actions.rule_on(cast.street_officer, hiding, is_shown_again=True, why="话直，但没有骂人。", now=now)
    (line,) = talk_of(cast.anyone, topic).lines
    assert line.text == "说得直了点"
    with pytest.raises(Refused, match="没有要裁定的申诉"):
        actions.rule_on(cast.street_officer, hiding, is_shown_again=False, why="再来", now=now)
    with pytest.raises(Refused, match="以前隐藏过"):
        actions.hide_words(cast.worker, comment, reason="insult", now=now)


def test_an_appeal_comes_too_late_after_the_days_of_the_rule(way, cast, now):
    topic = way.discussed()
    comment = actions.comment_on_topic(cast.neighbour, topic, text="演示", now=now)
    hiding = actions.hide_words(cast.worker, comment, reason="elsewhere", now=now)
    with pytest.raises(Refused, match="7 天内"):
        actions.appeal(cast.neighbour, hiding, text="晚了", now=now + 8 * DAY)


def test_a_hidden_topic_shows_neither_title_nor_words(way, cast, visit, now):
    topic = way.raised(title="演示：骂人的题目")
    actions.hide_words(cast.worker, topic, reason="insult", now=now)
    for path in ("/topics/", f"/topics/{topic.pk}/"):
        page = visit(None).get(path).content.decode()
        assert "骂人" not in page
        assert "A hidden topic" in page


def test_an_adopted_amendment_is_the_new_wording_and_one_of_an_old_version_waits(way, cast, now):
    topic = way.discussed(wording="装六个充电桩。")
    first = actions.amend(cast.neighbour, topic, text="装四个充电桩。", why="够用", now=now)
    second = actions.amend(cast.volunteer, topic, text="装八个充电桩。", why="不够", now=now)
    with pytest.raises(Invalid, match="原来的文字"):
        actions.amend(cast.resident, topic, text="装六个充电桩。", why="一样", now=now)
    actions.answer_amendment(cast.worker, first, state="adopted", answer="先少后多。", now=now)
    assert [wording.text for wording in topic.wordings.all()] == ["装六个充电桩。", "装四个充电桩。"]
    with pytest.raises(Refused, match="已经改过"):
        actions.answer_amendment(cast.worker, second, state="adopted", answer="也要", now=now)
    actions.answer_amendment(cast.worker, second, state="declined", answer="电容量不够。", now=now)
    with pytest.raises(Missing):
        actions.support_amendment(cast.resident, second, is_wanted=True, now=now)


def test_differences_join_to_the_two_texts_and_go_by_character():
    old, new = "晚上十点断电，at 10 pm。", "晚上九点断电，at 9 pm。"
    pieces = differences(old, new)
    assert "".join(p.text for p in pieces if p.kind != "new") == old
    assert "".join(p.text for p in pieces if p.kind != "gone") == new
    assert [(p.kind, p.text) for p in pieces if p.kind != "same"] == [
        ("gone", "十"),
        ("new", "九"),
        ("gone", "10"),
        ("new", "9"),
    ]


def test_five_thousand_comments_cost_as_many_queries_as_five(way, cast, now, visit, django_assert_max_num_queries):
    topic = way.discussed()
    browser, queries = visit("resident"), {}
    browser.get(f"/topics/{topic.pk}/")
    for number in (5, 5000):
        have = Comment.objects.count()
        rows = Comment.objects.bulk_create(
            Comment(
                topic=topic,
                person_id=cast.keys["neighbour"],
                text=f"演示意见{place}",
                said_at=now + timedelta(seconds=place),
            )
            for place in range(have, number)
        )
        CommentSupport.objects.bulk_create(CommentSupport(comment=row, person_id=cast.keys["resident"]) for row in rows)
        with django_assert_max_num_queries(60) as counted:
            page = browser.get(f"/topics/{topic.pk}/?order=most&page=2")
        assert page.status_code == 200
        queries[number] = len(counted)
    assert queries[5] == queries[5000]
    assert Topic.objects.get(pk=topic.pk).comments.count() == 5000
