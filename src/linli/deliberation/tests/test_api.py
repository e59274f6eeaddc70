"""Topics by programme: what a person may, and nothing more."""

from linli.deliberation import actions


def test_a_topic_is_raised_supported_commented_and_read(way, cast, visit, now):
    mine, other = visit("resident"), visit("neighbour")
    made = mine.post(
        "/api/v1/communities/jia/topics",
        {"title": "演示", "about": "电话 13800138000"},
        content_type="application/json",
    )
    key = made.json()["id"]
    assert other.post(f"/api/v1/topics/{key}/support", {"is_wanted": True}, content_type="application/json").json() == {
        "supporters": 2,
        "others": 0,
    }
    told = visit().get(f"/api/v1/topics/{key}").json()
    assert (told["about"], told["supporters"], told["state"]) == ("电话 138****8000", 2, "raised")
    topic = way.discussed()
    said = other.post(
        f"/api/v1/topics/{topic.pk}/comments", {"text": "怕吵", "stance": "against"}, content_type="application/json"
    )
    assert said.status_code == 201
    (line,) = visit().get(f"/api/v1/topics/{topic.pk}/comments").json()["comments"]
    assert (line["who"], line["text"], line["stance"]) == ("邻**", "怕吵", "against")


def test_a_stand_is_taken_on_the_next_statement_until_none_is_left(way, cast, visit, now):
    topic = way.mapped(1)
    mine = visit("resident")
    shown = mine.get(f"/api/v1/topics/{topic.pk}/statement").json()
    stand = {"statement": shown["id"], "says": -1}
    done = mine.post(f"/api/v1/topics/{topic.pk}/stands", stand, content_type="application/json")
    assert done.status_code == 204
    assert mine.get(f"/api/v1/topics/{topic.pk}/statement").json() == {"id": None, "text": "", "done": 1, "all": 1}


def test_hidden_words_are_not_told(way, cast, visit, now):
    topic = way.raised(title="演示：骂人")
    actions.hide_words(cast.worker, topic, reason="insult", now=now)
    told = visit("resident").get(f"/api/v1/topics/{topic.pk}").json()
    assert (told["title"], told["about"]) == ("", "")
