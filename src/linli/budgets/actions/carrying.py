"""What was chosen is carried out: steps, money asked for from the round's line, and what came of it in public."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.money import yuan
from linli.base.papers import Paper
from linli.base.rows import held, open_row
from linli.facts.actions import record
from linli.funds.actions.spending import ask_expenditure
from linli.funds.models import Expenditure
from linli.notices.actions import tell

from .. import facts
from ..models import Project, ProjectStep, Round, Spending
from ..permissions import run_round
from ..queries.ideas import wanted_by
from ..queries.money import expenditures_to_link, money_of

CARRIED_OUT = Round.State.CARRIED_OUT


def _going(found: Round, key: int) -> Project:
    """A project that is still being carried out, under the round's lock."""
    project = held(found.projects.select_related("idea"), key)
    if project.finished_date:
        raise Refused(_("This project is finished or given up already."))
    return project


@action
def add_step(by: Actor, project: Project, *, text: str, owner: str, due_date: date, now: datetime) -> ProjectStep:
    """A part of the work, by whom and by when. Safe by the lock on the round."""
    project = _going(open_row(by, Round, project.round_id, CARRIED_OUT, right=run_round), project.pk)
    step = ProjectStep(project=project)
    step.intend(text=text, owner=owner, due_date=due_date, now=now)
    step.save()
    return step


@action
def finish_step(by: Actor, step: ProjectStep, *, note: str, is_given_up: bool, now: datetime) -> ProjectStep:
    """A step is done or given up, with public words. Safe by the lock on the round; finished once, it is finished."""
    project = _going(open_row(by, Round, step.project.round_id, CARRIED_OUT, right=run_round), step.project_id)
    found = project.steps.filter(pk=step.pk).first()
    if found is None:
        raise Missing(_("There is no such step of the result."))
    found.finish(note=note, is_given_up=is_given_up, now=now)
    found.save()
    return found


@action
def ask_for_money(
    by: Actor,
    project: Project,
    *,
    amount_fen: int,
    purpose: str,
    payee: str,
    now: datetime,
    is_private: bool = False,
    papers: Sequence[Paper] = (),
) -> Expenditure:
    """Ask to pay something for the project from the round's line; the chair decides in the funds, and what is spent is read from the ledger.

    Safe by the lock on the round: together never more than the project was voted on with (Invalid). What `ask_expenditure` raises.
    """
    found = open_row(by, Round, project.round_id, CARRIED_OUT, right=run_round)
    project = _going(found, project.pk)
    left = money_of(project).left_fen
    if amount_fen > left:
        raise Invalid(
            _("Residents voted on %(cost)s yuan; %(left)s of them are not asked for yet.")
            % {"cost": yuan(project.cost_fen), "left": yuan(left)},
            field="amount_fen",
        )
    asked = ask_expenditure(
        by,
        found.line,
        amount_fen=amount_fen,
        purpose=purpose,
        payee=payee,
        is_private=is_private,
        project=project.text[:120],
        papers=papers,
        now=now,
    )
    Spending.objects.create(project=project, expenditure=asked)
    return asked


@action
def link_expenditure(by: Actor, project: Project, *, expenditure: int, now: datetime) -> Spending:
    """An expenditure that was asked for in the funds is for this project. Safe by the lock on the round and the unique row.

    Missing for one of another line, or that belongs to a project already; Invalid if it is more than is left of the cost.
    """
    del now
    found = open_row(by, Round, project.round_id, CARRIED_OUT, right=run_round)
    project = _going(found, project.pk)
    asked = expenditures_to_link(found).filter(pk=expenditure).first()
    if asked is None:
        raise Missing(_("There is no such expenditure on the round's line."))
    if asked.amount_fen > money_of(project).left_fen:
        raise Invalid(_("That is more than is left of the project's cost."), field="expenditure")
    return Spending.objects.create(project=project, expenditure=asked)


@action
def finish_project(by: Actor, project: Project, *, note: str, is_given_up: bool, now: datetime) -> Project:
    """Finished, or given up: both say in public what came of it; whoever raised or supported it is told. Safe by the lock on the round.

    Refused while a step is open or an expenditure is neither paid nor refused: what is left over is then known, and stays on the line.
    """
    found = open_row(by, Round, project.round_id, CARRIED_OUT, right=run_round)
    project = _going(found, project.pk)
    if project.steps.filter(finished_date__isnull=True).exists():
        raise Refused(_("A step is neither done nor given up yet."))
    money = money_of(project)
    if money.waiting_fen:
        raise Refused(
            _("Expenditures of %(sum)s yuan are neither paid nor refused yet.") % {"sum": yuan(money.waiting_fen)}
        )
    project.finish(note=note, is_given_up=is_given_up, now=now)
    project.save()
    in_time = not project.is_late_on(localdate(now))
    record(
        by,
        facts.FINISHED.key,
        project,
        now=now,
        community_id=found.community_id,
        value=money.spent_fen,
        in_time=in_time,
        is_given_up=is_given_up,
        good=project.idea.good or None,
    )
    values, path = {"title": project.text}, f"/budgets/ideas/{project.idea_id}/"
    tell(
        by,
        facts.FINISHED.key,
        to=wanted_by(project.idea),
        values=values,
        path=path,
        now=now,
        community_id=found.community_id,
        may_be_nobody=True,  # written down at the desk for people without accounts
    )
    return project
