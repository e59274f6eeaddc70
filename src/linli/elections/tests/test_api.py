"""Elections by programme: everybody reads how far one has come, the committee writes down what came on paper."""

from linli.base.tests.calling import read, send


def test_somebody_is_nominated_and_asked_and_everybody_reads_it(way, visit):
    election, worker = way.posted(), visit("worker")
    given = {"number": 1, "is_woman": True, "backers": list(range(2, 12))}
    assert send(visit("resident"), f"/elections/{election.pk}/nominees", **given)[0] == 403
    status, made = send(worker, f"/elections/{election.pk}/nominees", **given)
    assert (status, made["named_by"], made["signed"]) == (201, "voters", 10)
    assert send(worker, f"/elections/{election.pk}/nominees/{made['id']}/asked", has_agreed=True)[0] == 204
    told = read(visit(), f"/elections/{election.pk}")[1]
    assert [(one["name"], one["has_agreed"]) for one in told["nominees"]] == [(made["name"], True)]
    assert next(step["name"] for step in told["way"] if step["is_now"])
    assert read(visit(), "/communities/jia/elections")[1][0]["id"] == election.pk


def test_signatures_for_a_recall_count_once_and_how_many_are_needed_is_told(way, visit):
    election = way.posted(kind="recall", about="演示委员", why="演示")
    worker = visit("worker")
    for _twice in range(2):
        assert send(worker, f"/elections/{election.pk}/signatures", numbers=[1, 2])[1] == {"signed": 2}
    told = read(visit(), f"/elections/{election.pk}")[1]
    assert (told["signed"], told["signatures_needed"]) == (2, 3)
