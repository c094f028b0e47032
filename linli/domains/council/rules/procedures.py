"""How a proposal is decided: procedures as data with versions, never branches.

A key is never given another meaning: a procedure that changes gets a new key, and a proposal stays
with the one it began under. Days are calendar days of 24 hours. Where a source says that a figure
isn't law, a community may set another by adding a version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Need(StrEnum):
    """What has to be there before a step is done."""

    SUPPORT = "support"  # as many supporters as a community of this size asks for
    RECORD = "record"  # what came out of it, in words
    MINUTES = "minutes"  # a file, or a meeting whose minutes are signed
    HEADS = "heads"  # more than half came, and more than half of those agreed
    NOTICED = "noticed"  # an owners' vote that has been told
    CARRIED = "carried"  # an owners' vote whose items all carried
    POSTED = "posted"  # a proof that it hangs out, for as many days as the step asks
    ANSWERED = "answered"  # nobody's objection waits for an answer
    CARRIED_OUT = "carried_out"  # every task is done


GUIDE, DECIDE = "council.guide", "council.decide"


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step. `least_days` run from its beginning, or from the posting where it needs one.

    `decides`: here the proposal may be turned down, and from here on its text stands.
    """

    key: str
    title: object
    who: str
    needs: tuple[Need, ...]
    plan_days: int
    sources: tuple[str, ...]
    least_days: int = 0
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Procedure:
    """Steps in their order. `answer_days`: within how many days an objection is answered."""

    key: str
    title: object
    steps: tuple[StepRule, ...]
    answer_days: int = 3
    review_weeks: int = 4
    is_residents: bool = False  # a resident's proposal may begin it

    @property
    def plan_days(self) -> int:
        return sum(each.plan_days for each in self.steps)

    @property
    def deciding(self) -> int:
        """The number of the step that decides, counted from 0."""
        return next(at for at, each in enumerate(self.steps) if each.decides)

    def number_of(self, key: str) -> int | None:
        """Where a step of that key stands, from 0; None in another procedure."""
        found = [at for at, each in enumerate(self.steps) if each.key == key]
        return found[0] if found else None


PLAN = "实施方案：四步七天（社区约定，不是法定期限）"
PARTY = "实施方案：党组织引领的议事流程（社区约定，不是法定期限）"
FOUR_TWO = "四议两公开工作法"
POSTING = "四议两公开工作法：公示不少于七天，三天内答复意见"
ASSEMBLY = "城市居民委员会组织法（2018）第十条；2025 年修订后的数字请核对现行文本"
OWNERS = "民法典第二百七十八条"
BUDGET = "参与式预算办法（社区约定，不是法定期限）"
NOTICE = "物业管理条例第十四条：提前十五日公告"
DECIDED = "北京市业主大会规则第三十七条：三日内公告决定"

PUBLICITY = (Need.POSTED, Need.ANSWERED)

FOUR_STEPS = Procedure(
    "four-steps-2026", _("四步议事（居民提议）"),
    (
        StepRule("propose", _("居民提议"), GUIDE, (Need.SUPPORT,), 1, (PLAN,)),
        StepRule("deliberate", _("民主协商"), GUIDE, (Need.RECORD,), 2, (PLAN,), least_days=1),
        StepRule("decide", _("居委会决定"), DECIDE, (Need.MINUTES,), 1, (PLAN,), decides=True),
        StepRule("publicise", _("公示执行"), GUIDE, PUBLICITY, 3, (PLAN,), least_days=3),
    ),
    is_residents=True,
)  # fmt: skip
PARTY_LED = Procedure(
    "party-led-2026", _("党组织引领"),
    (
        StepRule("propose", _("党组织提议"), DECIDE, (Need.RECORD,), 1, (PARTY,)),
        StepRule("deliberate", _("各方协商"), GUIDE, (Need.MINUTES,), 2, (PARTY,), least_days=1),
        StepRule("decide", _("表决"), DECIDE, (Need.HEADS,), 1, (PARTY,), decides=True),
        StepRule("publicise", _("公示执行"), GUIDE, PUBLICITY, 3, (PARTY,), least_days=3),
    ),
)  # fmt: skip
FOUR_AND_TWO = Procedure(
    "four-two-2018", _("四议两公开"),
    (
        StepRule("propose", _("党组织提议"), DECIDE, (Need.RECORD,), 1, (FOUR_TWO,)),
        StepRule("discuss", _("两委商议"), GUIDE, (Need.MINUTES,), 2, (FOUR_TWO,)),
        StepRule("review", _("党员大会审议"), DECIDE, (Need.MINUTES, Need.HEADS), 3, (FOUR_TWO,)),
        StepRule(
            "decide", _("居民（代表）会议决议"), DECIDE, (Need.MINUTES, Need.HEADS), 3,
            (FOUR_TWO, ASSEMBLY), decides=True,
        ),
        StepRule("publicise", _("决议公开"), GUIDE, PUBLICITY, 8, (POSTING,), least_days=7),
        StepRule(
            "result", _("实施结果公开"), GUIDE, (Need.CARRIED_OUT, *PUBLICITY), 30, (POSTING,),
            least_days=7,
        ),
    ),
)  # fmt: skip
OWNERS_VOTE = Procedure(
    "owners-vote-2021", _("业主共同决定"),
    (
        StepRule("propose", _("提出动议"), GUIDE, (Need.RECORD,), 1, (OWNERS,)),
        StepRule("notice", _("公告表决事项"), GUIDE, (Need.NOTICED,), 2, (OWNERS, NOTICE)),
        StepRule(
            "decide", _("业主表决"), DECIDE, (Need.CARRIED,), 23, (OWNERS, NOTICE), decides=True,
        ),
        StepRule("publicise", _("公告决定"), GUIDE, PUBLICITY, 3, (DECIDED,)),
    ),
)  # fmt: skip
BUDGETING = Procedure(
    "budget-2026", _("参与式预算"),
    (
        StepRule("propose", _("征集项目"), GUIDE, (Need.SUPPORT,), 14, (BUDGET,)),
        StepRule("check", _("可行性审核"), GUIDE, (Need.RECORD,), 7, (BUDGET,)),
        StepRule(
            "decide", _("居民投票"), DECIDE, (Need.MINUTES,), 10, (BUDGET,), least_days=3,
            decides=True,
        ),
        StepRule("publicise", _("结果公示"), GUIDE, PUBLICITY, 8, (BUDGET,), least_days=7),
    ),
    is_residents=True,
)  # fmt: skip
PROCEDURES: Mapping[str, Procedure] = {
    each.key: each for each in (FOUR_STEPS, PARTY_LED, FOUR_AND_TWO, OWNERS_VOTE, BUDGETING)
}
BEFORE_STEPS, BEFORE_DAYS = 6, 15  # what a decision took before, by the plan's survey

# Residents up to so many need so many supporters, the proposer counted; a community may have its own.
SUPPORT: tuple[tuple[int, int], ...] = ((300, 3), (1000, 5), (3000, 10), (10_000, 20))
MOST_SUPPORT = 30


def supporters_needed(residents: int) -> int:
    """How many supporters a proposal needs where so many people live, the proposer among them."""
    return next((needed for most, needed in SUPPORT if residents <= most), MOST_SUPPORT)
