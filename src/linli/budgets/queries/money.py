"""The money of a round and of its projects, read from the funds' ledger: nothing of it is typed twice."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Sum

from linli.funds.models import Decision, Entry, Expenditure
from linli.funds.queries.sums import arrived

from ..models import Project, Round, Spending

ENDED = (Decision.Verdict.REFUSED, Decision.Verdict.WITHDRAWN)


@dataclass(frozen=True)
class LineMoney:
    """What the round's line was promised, what has arrived and what was spent on it, in fen; `missing_fen` of the round has not arrived."""

    promised_fen: int
    arrived_fen: int
    spent_fen: int
    money_fen: int

    @property
    def missing_fen(self) -> int:
        return max(self.money_fen - self.arrived_fen, 0)


def line_money(found: Round) -> LineMoney:
    promised, received, spent = arrived([found.line_id])[found.line_id]
    return LineMoney(promised, received, spent, found.money_fen)


@dataclass(frozen=True)
class ProjectMoney:
    """In fen: what residents voted on, what is paid, what is asked for or approved and not paid."""

    cost_fen: int
    spent_fen: int
    waiting_fen: int

    @property
    def left_fen(self) -> int:
        return self.cost_fen - self.spent_fen - self.waiting_fen

    @property
    def saved_fen(self) -> int:
        """What was not spent, and stays on the line once the project is finished or given up."""
        return self.cost_fen - self.spent_fen


def money_of(project: Project) -> ProjectMoney:
    return monies([project])[project.pk]


def monies(projects: Collection[Project]) -> dict[int, ProjectMoney]:
    """Two queries, however many."""
    keys = [project.pk for project in projects]
    spent, waiting = spent_on(keys), _waiting_on(keys)
    return {one.pk: ProjectMoney(one.cost_fen, spent.get(one.pk, 0), waiting.get(one.pk, 0)) for one in projects}


def spent_on(projects: Collection[int]) -> dict[int, int]:
    """What the ledger says was paid for each, reversals counted, in fen. One query."""
    rows = Entry.objects.filter(expenditure__budget_spending__project__in=projects).order_by()
    sums = rows.values_list("expenditure__budget_spending__project").annotate(sum=Sum("amount_fen"))
    return {key: -int(total) for key, total in sums}


def _waiting_on(projects: Collection[int]) -> dict[int, int]:
    decided = Decision.objects.filter(expenditure=OuterRef("expenditure"), verdict__in=ENDED)
    booked = Entry.objects.filter(expenditure=OuterRef("expenditure"))
    rows = Spending.objects.filter(~Exists(decided), ~Exists(booked), project__in=projects).order_by()
    return {key: int(total) for key, total in rows.values_list("project").annotate(sum=Sum("expenditure__amount_fen"))}


def expenditures_to_link(found: Round) -> QuerySet[Expenditure]:
    """Those of the round's line that belong to no project yet, were neither refused nor taken back, and were asked for since it was decided."""
    over = Decision.objects.filter(expenditure=OuterRef("pk"), verdict__in=ENDED)
    rows = Expenditure.objects.filter(~Exists(over), line=found.line_id, budget_spending__isnull=True)
    return rows.filter(asked_at__gte=found.decided_at).order_by("-pk")


@dataclass(frozen=True)
class Paid:
    """An expenditure of a project as everybody reads it: no payee. `state`: waiting, paid or ended."""

    key: int
    purpose: str
    amount_fen: int
    state: str


def spendings_of(project: Project) -> list[Paid]:
    """In the order in which they were asked for. One query."""
    over = Decision.objects.filter(expenditure=OuterRef("expenditure"), verdict__in=ENDED)
    paid = Entry.objects.filter(expenditure=OuterRef("expenditure"), reverses__isnull=True, reversed_by__isnull=True)
    booked = Entry.objects.filter(expenditure=OuterRef("expenditure"))
    rows = project.spendings.select_related("expenditure").annotate(
        is_over=Exists(over), is_paid=Exists(paid), is_booked=Exists(booked)
    )
    return [
        Paid(
            row.expenditure_id,
            row.expenditure.purpose,
            row.expenditure.amount_fen,
            "paid" if row.is_paid else "ended" if row.is_over or row.is_booked else "waiting",
        )
        for row in rows.order_by("pk")
    ]
