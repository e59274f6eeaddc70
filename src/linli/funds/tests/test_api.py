"""Funds by programme: money arrives, one asks, another approves, it is paid; everybody reads what they may."""

from datetime import date

from linli.base.tests.calling import read, send
from linli.funds.actions.lines import open_line


def a_line(cast, now) -> int:
    made = open_line(
        cast.chair,
        cast.here,
        name="市容专项",
        source="district",
        year=2026,
        payer=cast.works,
        promised_fen=100_000,
        promised_date=date(2026, 12, 1),
        now=now,
    )
    return made.pk


def test_money_from_its_arrival_to_the_payment(cast, now, visit):
    key, worker, chair = a_line(cast, now), visit("worker"), visit("chair")
    arrived = {"amount_fen": 60_000, "booked_date": "2026-11-20", "text": "第一笔"}
    status, line = send(worker, f"/lines/{key}/receipts", **arrived)
    assert (status, line["promised_fen"], line["arrived_fen"], line["left_fen"]) == (200, 100_000, 60_000, 60_000)
    status, asked = send(worker, "/expenditures", line=key, amount_fen=15_050, purpose="买扫把", payee="五金店")
    assert (status, asked["state"]) == (200, "asked")
    at = f"/expenditures/{asked['id']}"
    assert send(worker, f"{at}/approve", text="")[0] == 403
    assert send(worker, f"{at}/pay", paid_date="2026-11-21")[0] == 409
    assert send(chair, f"{at}/approve", text="同意")[1]["state"] == "approved"
    assert send(worker, f"{at}/pay", paid_date="2026-11-21")[1]["state"] == "paid"
    status, line = read(worker, f"/lines/{key}")
    assert (line["spent_fen"], line["left_fen"]) == (15_050, 44_950)
    assert [(entry["number"], entry["amount_fen"]) for entry in line["entries"]] == [(2, -15_050), (1, 60_000)]
    assert [row["id"] for row in read(worker, "/expenditures?waiting=true")[1]] == []


def test_an_expenditure_is_refused_or_taken_back(cast, now, visit):
    key, worker, chair = a_line(cast, now), visit("worker"), visit("chair")
    send(worker, f"/lines/{key}/receipts", amount_fen=60_000, booked_date="2026-11-20", text="第一笔")
    states = []
    for browser, verb in ((chair, "refuse"), (worker, "withdraw")):
        _status, asked = send(worker, "/expenditures", line=key, amount_fen=100, purpose="笔", payee="文具店")
        assert send(browser, f"/expenditures/{asked['id']}/{verb}", text=" ")[0] == 422
        states.append(send(browser, f"/expenditures/{asked['id']}/{verb}", text="不需要")[1]["state"])
    assert states == ["refused", "withdrawn"]
    assert send(worker, "/expenditures", line=key, amount_fen=60_001, purpose="笔", payee="店")[0] == 409


def test_strangers_read_nothing_but_what_is_published(cast, now, visit):
    key = a_line(cast, now)
    assert read(visit("resident"), "/lines") == (200, [])
    assert read(visit("resident"), f"/lines/{key}")[0] == 404
    assert (
        send(visit("other_worker"), f"/lines/{key}/receipts", amount_fen=1, booked_date="2026-11-20", text="x")[0]
        == 404
    )
    assert read(visit(), "/communities/jia/statements") == (200, [])
    assert [row["id"] for row in read(visit("worker"), "/lines?community=jia&year=2026")[1]] == [key]
