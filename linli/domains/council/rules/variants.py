"""What differs from place to place about an owners' vote: data with versions, never branches.

The majorities don't differ: they are the Civil Code's. A key is never given another meaning; a rule
that changes gets a new key, so that an old certificate says for ever by what it was counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variant:
    """One place's procedure. Days are calendar days; `principals` is None where no limit is set.

    `undelivered_days` is how long a notice hangs for those who weren't reached; 0 where nothing is set.
    `members_may_send`: whether a member of the owners' committee may send a proxy; `staff_may_stand_in`:
    whether the property company's staff may be one.
    """

    key: str
    notice_days: int
    publish_days: int
    principals: int | None
    sources: tuple[str, ...]
    undelivered_days: int = 0
    members_may_send: bool = True
    staff_may_stand_in: bool = True


VARIANTS: Mapping[str, Variant] = {
    each.key: each
    for each in (
        Variant("national-2021", 15, 3, None, ("民法典第二百七十八条", "物业管理条例第十四条")),
        Variant("beijing-2020", 15, 3, None, ("北京市业主大会规则第三十五条、第三十七条",)),
        Variant(
            "beijing-2020-proxies", 15, 3, None,
            ("北京市业主大会规则第三十五条、第三十七条", "第四十五条：委员不得委托他人"),
            members_may_send=False,
        ),
        Variant("hangzhou-urgent", 7, 3, None, ("杭州市业主大会规则：临时会议提前七日",)),
        Variant("weifang-proxies", 15, 3, 3, ("潍坊市业主大会规则第三十二条：受托不超过三人",)),
        Variant(
            "zhoushan-2021", 15, 3, None,
            ("舟山市业主大会规则第十七条：无法送达的公告不少于七日", "物业服务人员不得受托"),
            undelivered_days=7, staff_may_stand_in=False,
        ),
        Variant(
            "binzhou-2021", 15, 3, None, ("滨州市业主大会规则：无法送达的公告不少于五日",),
            undelivered_days=5,
        ),
    )
}  # fmt: skip


def may_stand_in(variant: Variant, principals_so_far: int) -> bool:
    """Whether somebody who votes for `principals_so_far` owners may vote for one more."""
    return variant.principals is None or principals_so_far < variant.principals
