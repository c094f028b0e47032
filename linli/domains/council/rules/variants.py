"""What differs from place to place about an owners' vote: data with versions, never branches.

The majorities don't differ: they are the Civil Code's. A key is never given another meaning; a rule
that changes gets a new key, so that an old certificate says for ever by what it was counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variant:
    """One place's procedure. Days are calendar days; `principals` is None where no limit is set."""

    key: str
    notice_days: int
    publish_days: int
    principals: int | None
    sources: tuple[str, ...]


VARIANTS: Mapping[str, Variant] = {
    each.key: each
    for each in (
        Variant("national-2021", 15, 3, None, ("民法典第二百七十八条", "物业管理条例第十四条")),
        Variant("beijing-2020", 15, 3, None, ("北京市业主大会规则第三十五条、第三十七条",)),
        Variant("hangzhou-urgent", 7, 3, None, ("杭州市业主大会规则：临时会议提前七日",)),
        Variant("weifang-proxies", 15, 3, 3, ("潍坊市业主大会规则第三十二条：受托不超过三人",)),
    )
}


def may_stand_in(variant: Variant, principals_so_far: int) -> bool:
    """Whether somebody who votes for `principals_so_far` owners may vote for one more."""
    return variant.principals is None or principals_so_far < variant.principals
