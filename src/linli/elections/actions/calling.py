"""An election is called, its election committee comes together, and in the end the old committee hands over."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from linli.ballots.actions import draft_ballot
from linli.ballots.models import Ballot
from linli.ballots.permissions import hold_ballots
from linli.base.actions import action
from linli.base.actors import Actor
from linli.base.errors import Invalid, Missing, Refused
from linli.base.rules import rule
from linli.base.text import words
from linli.facts.actions import record
from linli.places.models import Community

from .. import facts
from ..models import CommitteeMember, Election
from ..queries.elections import ballots_of, elected_of, last_ballot, places_open
from ..queries.seats import sitting, votes_of_one_committee, women_coming
from .under_way import open_election

State = Ballot.State
UNTIL_HANDED_OVER = (State.DRAFT, State.POSTED, State.OPEN, State.CLOSED, State.COUNTED)
BEFORE_VOTING = (State.DRAFT, State.POSTED)
VOTERS = (Ballot.VotesBy.PERSON, Ballot.VotesBy.HOUSEHOLD, Ballot.VotesBy.REPRESENTATIVE)


@action
def call_election(
    by: Actor,
    community: Community,
    *,
    kind: str,
    title: str,
    votes_by: str,
    now: datetime,
    post: str = "",
    seats: int = 1,
    women: int = 0,
    why: str = "",
    about: str = "",
) -> Election:
    """Call an election, a by-election or a recall; its ballot begins with it. Safe: it only adds rows.

    All voters, one for each household, or the representatives elect (Organic Law art. 14). Invalid for more seats than a committee
    has, for a whole committee of too few or without a place held for a woman (art. 8), a by-election or recall without a reason,
    a recall of nobody, or in another way than the member was elected (art. 20). Votes for posts of one committee belong together, and what
    article 8 asks is asked of all of them.
    """
    hold_ballots.require(by, community)
    if kind not in Election.Kind.values:
        raise Invalid(_("Choose one of the list."), field="kind")
    if votes_by not in VOTERS:
        raise Invalid(_("Choose one of the list."), field="votes_by")
    is_recall = kind == Election.Kind.RECALL
    together = votes_of_one_committee(community, kind, now=now)
    if is_recall:
        _as_elected(community, about, votes_by)
    else:
        _seats_fit(community, together, kind, post=post, seats=seats, women=women, on=localdate(now))
    ballot = draft_ballot(
        by,
        community,
        question=title,
        kind="yes_no" if is_recall else "election",
        votes_by=votes_by,
        seats=1 if is_recall else seats,
        women=0 if is_recall else women,
        is_statutory=True,
        now=now,
    )
    election = Election.objects.create(
        ballot=ballot,
        kind=kind,
        post=words(post, field="post", longest=40, required=False),
        why=words(why, field="why", longest=500, required=kind != Election.Kind.FULL),
        about=words(about, field="about", longest=60) if is_recall else "",
        together=together[0] if together else None,
    )
    record(by, facts.CALLED.key, election, now=now, community_id=community.pk, election_kind=kind)
    return election


def _seats_fit(
    community: Community, together: Sequence[Election], kind: str, *, post: str, seats: int, women: int, on: date
) -> None:
    """A committee has so many members, a woman among them: in one vote, or in all those for its posts, or with those who sit on it."""
    allowed = rule("elections.seats", on=on).value
    others = sitting(community) if kind == Election.Kind.BY_ELECTION else []
    whole = seats + sum(one.ballot.seats for one in together if one.post != post.strip()) + len(others)
    if seats < 1 or whole > allowed["most"]:
        raise Invalid(_("A committee has at most %(most)s members.") % {"most": allowed["most"]}, field="seats")
    if kind == Election.Kind.FULL and not post.strip() and seats < allowed["least"]:
        raise Invalid(
            _("A committee has at least %(least)s members. Name the post, if posts are voted on apart.")
            % {"least": allowed["least"]},
            field="seats",
        )
    held = int(rule("ballots.election_women", on=on).value)
    if women + women_coming(community, kind, together) < held and (others or whole >= allowed["least"]):
        raise Invalid(
            _("At least %(held)s place of the committee is held for a woman (Organic Law, article 8).")
            % {"held": held},
            field="women",
        )


def _as_elected(community: Community, about: str, votes_by: str) -> None:
    """A member is recalled by those who elected them, where that was here (Organic Law art. 20)."""
    seat = next((one for one in sitting(community) if one.name == about.strip()), None)
    if seat and seat.election and seat.election.ballot.votes_by != votes_by:
        raise Invalid(
            _("A member is recalled in the way they were elected: %(way)s (Organic Law, article 20).")
            % {"way": seat.election.ballot.get_votes_by_display()},
            field="votes_by",
        )


@action
def answer_recall(by: Actor, election: Election, *, answer: str, now: datetime) -> Election:
    """What the member says to the recall; it stands beside the reasons. Safe by the lock on the ballot. Refused once people vote."""
    del now
    election = open_election(by, election, *BEFORE_VOTING)
    if not election.is_recall:
        raise Refused(_("Nobody is recalled here."))
    election.answer = words(answer, field="answer", longest=2000)
    election.save(update_fields=["answer"])
    return election


@action
def join_committee(
    by: Actor, election: Election, *, name: str, now: datetime, is_head: bool = False
) -> CommitteeMember:
    """Somebody joins the election committee, which is there until the handover (Organic Law art. 15, 25). Safe by the lock on the ballot and two constraints.

    Refused for who is nominated (Organic Law art. 15), for who is there already, and for a second head.
    """
    del now
    election = _committee_locked(by, election)
    name, here = words(name, field="name", longest=60), election.committee.filter(left_date__isnull=True)
    if here.filter(name=name).exists():
        raise Invalid(_("They are on the election committee already."), field="name")
    if is_head and here.filter(is_head=True).exists():
        raise Invalid(_("The election committee has a head already."), field="is_head")
    if election.nominees.filter(name=name).exclude(has_agreed=False).exists():
        raise Invalid(_("Who is nominated is not on the election committee (Organic Law, article 15)."), field="name")
    return CommitteeMember.objects.create(election=election, name=name, is_head=is_head)


@action
def leave_committee(by: Actor, member: CommitteeMember, *, why: str, now: datetime) -> CommitteeMember:
    """They leave the election committee, with the reason. Safe by the lock on the ballot."""
    election = _committee_locked(by, member.election)
    found = election.committee.filter(pk=member.pk, left_date__isnull=True).first()
    if found is None:
        raise Missing(_("They are not on the election committee."))
    found.left_date, found.left_why = localdate(now), words(why, field="why", longest=200)
    found.save(update_fields=["left_date", "left_why"])
    return found


def _committee_locked(by: Actor, election: Election) -> Election:
    election = open_election(by, election, *UNTIL_HANDED_OVER)
    if election.handed_over_date:
        raise Refused(_("It was handed over already."))
    return election


@action
def hand_over(by: Actor, election: Election, *, note: str, now: datetime) -> Election:
    """The old committee has handed over; the days since the last count are a fact (Organic Law art. 25).

    Safe by the lock on the last vote: once. Refused in a recall, before somebody was elected, and while places are open that a further
    vote can fill: the term begins with a committee, not with a count.
    """
    election = open_election(by, election, *UNTIL_HANDED_OVER)
    last = last_ballot(election)
    if last.state != State.COUNTED or last.counted_at is None or election.is_recall:
        raise Refused(_("There is nothing to hand over yet."))
    if not elected_of(ballots_of(election)):
        raise Refused(_("Nobody was elected yet: there is nothing to hand over yet."))
    if places_open(last):
        raise Refused(_("Places are open: first comes the further vote (Organic Law, article 19)."))
    if election.handed_over_date:
        raise Refused(_("It was handed over already."))
    election.handed_over_date = localdate(now)
    election.handover_note = words(note, field="note", longest=500, required=False)
    election.save(update_fields=["handed_over_date", "handover_note"])
    days = (localdate(now) - localdate(last.counted_at)).days
    record(
        by,
        facts.HANDED_OVER.key,
        election,
        now=now,
        community_id=last.community_id,
        value=days,
        election_kind=election.kind,
    )
    return election
