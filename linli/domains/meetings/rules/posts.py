"""The four levels of the Party's organisation, and the offices on each. Pure.

Sub-district, community, grid, building group; whoever works in one community sees its three alone.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy

from linli.domains.meetings.errors import PostNotHere

NO_SUCH_OFFICE = gettext_lazy("这一级没有这个职务，请核对地区和职务。")


class Tier(StrEnum):
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    GRID = "grid"
    GROUP = "group"


class Office(StrEnum):
    SECRETARY = "secretary"
    DEPUTY = "deputy"
    MEMBER = "member"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    COMMITTEE_MEMBER = "committee_member"
    GROUP_HEAD = "group_head"


OF_THE_PARTY = (Office.SECRETARY, Office.DEPUTY, Office.MEMBER)
OF_THE_COMMITTEE = (Office.CHAIR, Office.VICE_CHAIR, Office.COMMITTEE_MEMBER)
OFFICES: dict[Tier, tuple[Office, ...]] = {
    Tier.SUBDISTRICT: OF_THE_PARTY,
    Tier.COMMUNITY: OF_THE_PARTY + OF_THE_COMMITTEE,
    Tier.GRID: OF_THE_PARTY,
    Tier.GROUP: (Office.GROUP_HEAD,),
}
_TIER_OF = {9: Tier.SUBDISTRICT, 12: Tier.COMMUNITY, 15: Tier.GRID}  # digits of the area


def tier_of(area: str, office: Office) -> Tier:
    """On which level an office of this area stands; PostNotHere where there is none such.

    Building groups lie in a grid and have no code of their own.
    """
    tier = _TIER_OF.get(len(area))
    if tier == Tier.GRID and office == Office.GROUP_HEAD:
        return Tier.GROUP
    if tier is None or office not in OFFICES[tier]:
        raise PostNotHere(NO_SUCH_OFFICE)
    return tier
