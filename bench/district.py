"""A district as large as they come, written straight into the tables: what it measures is reading."""

import json
from datetime import date, datetime, timedelta

from django.test import Client
from django.utils.timezone import localtime
from tests.visitors import sign_in

from linli.base.actors import HOUSE
from linli.casework.facts import OFFICE_CALLED, REPORTED
from linli.facts.actions import fact
from linli.facts.models import Fact
from linli.funds.models import Entry, Line, Promise
from linli.intake.models import Application, Include, State, Step, Task
from linli.people.models import Person, Role
from linli.places.models import Community, Division, Organisation
from linli.team.models import Holding, Post

STREETS, DEPARTMENTS, POSTS = 20, 40, 4
BATCH = 2000


def fill(communities: int, tasks: int) -> None:
    """Communities with posts that are held, tasks admitted for all of them, one application that waits; who reads it, as JSON."""
    now = localtime()
    county, places = _places(communities)
    offices = [
        Organisation(kind="department", name=f"演示局{n}", division=county, telephone="", email="")
        for n in range(DEPARTMENTS)
    ]
    offices = Organisation.objects.bulk_create(offices)
    _posts(places, now.date())
    _tasks(county, offices, places, tasks, now)
    _facts(places, offices, now)
    waiting = _application(county, offices[0], tasks, now, state=State.SUBMITTED, submitted_at=now)
    waiting.save()
    Include.objects.bulk_create([Include(application=waiting, community=c) for c in places], BATCH)
    print(
        json.dumps(
            {
                "coordinator": _session(county, "district_coordinator"),
                "waiting": waiting.pk,
                "office": offices[0].pk,
                "slug": places[0].slug,
                "task": Application.objects.filter(state=State.ADMITTED).values_list("pk", flat=True)[0],
            }
        )
    )


def _places(count: int) -> tuple[Division, list[Community]]:
    province = Division.objects.create(name="演示省", code="990000000000", level="province")
    city = Division.objects.create(name="演示市", code="990100000000", level="city", parent=province)
    county = Division.objects.create(name="演示区", code="990101000000", level="county", parent=city)
    streets = [
        Division(name=f"演示{n}街道", code=f"990101{n:03}000", level="street", parent=county)
        for n in range(1, STREETS + 1)
    ]
    streets = Division.objects.bulk_create(streets)
    divisions = [
        Division(
            name=f"演示{n}社区",
            code=f"990101{n % STREETS + 1:03}{n // STREETS + 1:03}",
            level="community",
            parent=streets[n % STREETS],
        )
        for n in range(count)
    ]
    return county, Community.objects.bulk_create(
        Community(
            division=d,
            street=d.parent,
            county=county,
            city=city,
            province=province,
            name=d.name,
            slug=f"demo-{n}",
            is_demonstration=True,
        )
        for n, d in enumerate(Division.objects.bulk_create(divisions))
    )


def _posts(places: list[Community], today: date) -> None:
    since = today - timedelta(days=400)
    posts = Post.objects.bulk_create(
        [
            Post(community=c, name=f"岗位{n}", kind="worker", minutes_a_week=2400, from_date=since)
            for c in places
            for n in range(POSTS)
        ],
        BATCH,
    )
    people = Person.objects.bulk_create(
        [Person(name=f"演示{n}", created_at=localtime()) for n in range(len(posts))], BATCH
    )
    Holding.objects.bulk_create(
        [Holding(post=post, person=person, from_date=since) for post, person in zip(posts, people, strict=True)], BATCH
    )


def _application(county: Division, office: Organisation, n: int, now: datetime, **more: object) -> Application:
    kinds = Application.Kind.values
    return Application(
        county=county,
        applicant=office,
        title=f"演示事项{n}",
        kind=kinds[n % len(kinds)],
        minutes_each_time=15,
        frequency="weekly",
        from_date=now.date() - timedelta(days=60),
        to_date=now.date() + timedelta(days=200),
        money_fen=100000,
        made_at=now,
        changed_at=now,
        **more,
    )


def _tasks(county: Division, offices: list[Organisation], places: list[Community], count: int, now: datetime) -> None:
    admitted = [
        _application(
            county,
            offices[n % DEPARTMENTS],
            n,
            now,
            state=State.ADMITTED,
            year=now.year,
            serial=n + 1,
            decided_at=now,
            submitted_at=now,
        )
        for n in range(count)
    ]
    for application in Application.objects.bulk_create(admitted):
        money = {"source": "task", "year": now.year, "task_number": application.number, "payer": application.applicant}
        lines = Line.objects.bulk_create(
            [Line(community=c, name=application.title, opened_at=now, **money) for c in places]
        )
        Promise.objects.bulk_create(
            [Promise(line=line, amount_fen=100000, due_date=now.date(), at=now) for line in lines]
        )
        Entry.objects.bulk_create(
            [
                Entry(
                    line=line,
                    community=c,
                    year=now.year,
                    voucher=application.serial,
                    number=1,
                    kind="receipt",
                    amount_fen=40000,
                    balance_fen=40000,
                    booked_date=now.date(),
                    words="演示",
                    at=now,
                )
                for line, c in zip(lines, places, strict=True)
            ]
        )
        Include.objects.bulk_create([Include(application=application, community=c) for c in places])
        tasks = Task.objects.bulk_create(
            [
                Task(
                    application=application,
                    community=c,
                    minutes_a_week=15,
                    from_date=application.from_date,
                    to_date=application.to_date,
                    line=line,
                )
                for c, line in zip(places, lines, strict=True)
            ]
        )
        Step.objects.bulk_create([Step(task=task, what="演示", due_date=now.date()) for task in tasks])


def _facts(places: list[Community], offices: list[Organisation], now: datetime) -> None:
    told = [fact(HOUSE, REPORTED.key, c, now=now, community_id=c.pk) for c in places for _n in range(10)]
    told += [
        fact(HOUSE, OFFICE_CALLED.key, c, now=now, community_id=c.pk, organisation=offices[n % DEPARTMENTS].pk)
        for n, c in enumerate(places)
    ]
    Fact.objects.bulk_create(told, BATCH)


def _session(county: Division, kind: str) -> str:
    person = Person.objects.create(name="演示协调员", created_at=localtime())
    Role.objects.create(person=person, kind=kind, division=county, from_date=localtime().date())
    client = Client()
    sign_in(client, person.pk, kind, verified=True)
    return client.cookies["sessionid"].value
