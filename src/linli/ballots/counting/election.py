"""The committee's election: turnout, majority of the ballots cast, a place for a woman, near relatives, and who stands again.

Every threshold comes in as data with its article. In order:
1. Checks of the whole vote: more candidates than seats, enough of the roll took part, no more ballots than voters marked. Where one
   fails, nobody is elected.
2. A candidate needs the share of the ballots cast that the rule names; invalid and blank ballots are cast.
3. Places go by votes. If that elects fewer women than places are held for them, the women with most votes who have the share take the
   held places first, and a held place that no woman can fill stays open for women.
4. Of near relatives only the one with more votes is elected; who has one on the committee already is not. That holds for the committee
   as a whole (Organic Law art. 8), so neither stands in a further vote once the other sits.
5. Equal votes for the last place: the published order, or another vote between them, as the rule says.
6. Places left open: a further vote between those tied, or among those not elected who have most votes, more of them than places.
"""

from dataclasses import dataclass
from itertools import groupby

from .ballots import Check, Choice, Paper, Tally, Threshold, Tie, all_checked, choice_of
from .plurality import marks

BY_ORDER, VOTE_AGAIN = "order", "vote_again"


@dataclass(frozen=True)
class Rule:
    """What the law and the published method ask. A further vote has a rule of its own, with its own `support`.

    `contest`: candidates of seats; `turnout`: ballots cast of the roll; `cover`: voters marked of ballots cast; `support`: votes of
    ballots cast. `women` places are held, by `women_article`. `on_tie`: `order` or `vote_again`. `spare`: how many more stand in a
    further vote than it has places.
    """

    contest: Threshold
    turnout: Threshold
    cover: Threshold
    support: Threshold
    women: int
    women_article: str
    on_tie: str = VOTE_AGAIN
    spare: int = 1


@dataclass(frozen=True)
class Contest:
    """One vote for `seats` places. `women` and `relatives` name candidates; `marked` voters are ticked off as having voted.

    `barred`: candidates of whom a near relative sits on the committee by another vote.
    """

    paper: Paper
    seats: int
    roll: int
    marked: int
    women: frozenset[str] = frozenset()
    relatives: tuple[frozenset[str], ...] = ()
    barred: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not set(self.paper.options).issuperset(self.women.union(self.barred, *self.relatives)):
            raise ValueError("a woman or a relative is named who is no candidate")


@dataclass(frozen=True)
class Candidate:
    """`why`: most_votes, held_for_women, tie_order, lost_tie, vote_again, no_place_left, near_relative, below_support, not_valid."""

    option: str
    votes: int
    is_elected: bool
    why: str


@dataclass(frozen=True)
class Further:
    """Places still open, how many of them only a woman can fill, and who stands for them."""

    places: int
    for_women: int
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Election:
    """`candidates` by votes, equal ones in the published order; `support` is the check of each, in that order."""

    checks: tuple[Check, ...]
    support: tuple[Check, ...]
    candidates: tuple[Candidate, ...]
    ties: tuple[Tie, ...]
    further: Further | None
    invalid: int

    @property
    def is_valid(self) -> bool:
        return all(check.is_met for check in self.checks)

    @property
    def elected(self) -> tuple[str, ...]:
        return tuple(candidate.option for candidate in self.candidates if candidate.is_elected)


def count_election(tally: Tally[Choice], contest: Contest, rule: Rule) -> Election:
    """Who is elected and what stays open. A ballot marks at most as many as there are seats. Raises WrongBallotError."""
    paper = contest.paper
    all_checked(tally, choice_of(paper.options, most=contest.seats))
    votes = marks(tally, paper.options)
    ranked = sorted(paper.order, key=lambda option: -votes[option])
    checks = (
        Check("contest", rule.contest, len(paper.options), contest.seats),
        Check("turnout", rule.turnout, tally.cast, contest.roll),
        Check("cover", rule.cover, contest.marked, tally.cast),
    )
    support = tuple(Check("support", rule.support, votes[option], tally.cast) for option in ranked)
    able = [option for option, check in zip(ranked, support, strict=True) if check.is_met and votes[option]]
    if not all(check.is_met for check in checks):
        places, further = _Places(contest, rule, votes), None
        places.why = dict.fromkeys(ranked, "not_valid")
    else:
        places = _seated(contest, rule, votes, able)
        further = places.further(ranked)
    candidates = tuple(
        Candidate(option, votes[option], option in places.elected, places.why.get(option, _default(option in able)))
        for option in ranked
    )
    return Election(checks, support, candidates, tuple(places.ties), further, tally.cast - tally.valid)


def _default(is_able: bool) -> str:
    return "no_place_left" if is_able else "below_support"


def _seated(contest: Contest, rule: Rule, votes: dict[str, int], able: list[str]) -> "_Places":
    held = min(rule.women, contest.seats)
    by_votes = _Places(contest, rule, votes)
    by_votes.fill(able, contest.seats, "most_votes")
    if len(contest.women.intersection(by_votes.elected)) >= held:
        return by_votes
    places = _Places(contest, rule, votes)
    places.fill([option for option in able if option in contest.women], held, "held_for_women")
    places.open_for_women = held - len(places.elected)
    others = [option for option in able if option not in places.why]
    places.fill(others, contest.seats - held, "most_votes")
    return places


class _Places:
    """Places being filled."""

    def __init__(self, contest: Contest, rule: Rule, votes: dict[str, int]) -> None:
        self.contest, self.rule, self.votes = contest, rule, votes
        self.elected: list[str] = []
        self.why: dict[str, str] = {}
        self.ties: list[Tie] = []
        self.tied_places = self.open_for_women = 0

    def fill(self, options: list[str], places: int, why: str) -> None:
        """Take the options, which come by votes, level by level into so many places."""
        for _votes, equal in groupby(options, key=self.votes.__getitem__):
            level = [option for option in equal if not self._is_kept_out(option)]
            is_tied = 0 < places < len(level)
            if is_tied and self.rule.on_tie == VOTE_AGAIN:
                self.why |= dict.fromkeys(level, "vote_again")
                self.tied_places += places
                return
            for option in level:
                if not places or self._is_kept_out(option):
                    if is_tied:
                        self.why.setdefault(option, "lost_tie")
                    continue
                self.elected.append(option)
                self.why[option] = "tie_order" if is_tied else why
                self.ties += [Tie("seat", tuple(level), option)] if is_tied else []
                places -= 1

    def _is_kept_out(self, option: str) -> bool:
        """Whether a near relative of theirs is elected, here or by another vote."""
        families = (family for family in self.contest.relatives if option in family)
        if option in self.contest.barred or any(not family.isdisjoint(self.elected) for family in families):
            self.why[option] = "near_relative"
            return True
        return False

    def further(self, ranked: list[str]) -> Further | None:
        """Those tied, and for the other open places those with most votes: first the women for theirs. Nobody of whom a relative sits."""
        places = self.contest.seats - len(self.elected)
        if not places:
            return None
        able = [o for o in ranked if o not in self.elected and not self._is_kept_out(o)]
        tied = [option for option in able if self.why.get(option) == "vote_again"]
        standing = tied if len(tied) > self.tied_places else []
        untied = places - self.tied_places if standing else places
        rest = [option for option in able if option not in standing]
        women = [option for option in rest if option in self.contest.women]
        if untied and self.open_for_women:
            standing = standing + women[: min(untied, self.open_for_women) + self.rule.spare]
        if untied > self.open_for_women:
            standing = (
                standing + [o for o in rest if o not in standing][: untied - self.open_for_women + self.rule.spare]
            )
        return Further(places, self.open_for_women, tuple(option for option in ranked if option in standing))
