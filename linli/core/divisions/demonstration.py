"""Facts of the demonstration: public codes and names, invented people, and a map of squares."""

from typing import Any

from linli.core.divisions.rules import DepartmentKind

SUBDISTRICT = "330106007"
FIRST = "330106007001"
DIVISIONS = {
    "33": "浙江省",
    "3301": "杭州市",
    "330106": "西湖区",
    SUBDISTRICT: "古荡街道",
    FIRST: "古荡东区社区",
    "330106007002": "古荡南区社区",
    "330106007003": "古荡北区社区",
    "330106007004": "莲花社区",
    "330106007005": "文华社区",
    "330106007006": "古墩社区",
    "330106007007": "益乐社区",
    "330106007009": "嘉绿苑社区",
    "330106007010": "嘉荷社区",
    "330106007011": "华星社区",
}
COMMUNITIES = tuple(sorted(code for code in DIVISIONS if len(code) == 12))
PROPERTY, MANAGEMENT = "安居物业古荡东区项目部", "城市管理办公室"
DEPARTMENTS = (
    (PROPERTY, DepartmentKind.PROPERTY, FIRST),
    *(
        (f"和美物业{DIVISIONS[code].removesuffix('社区')}项目部", DepartmentKind.PROPERTY, code)
        for code in COMMUNITIES[1:]
    ),
    (MANAGEMENT, DepartmentKind.GOVERNMENT, SUBDISTRICT),
    ("公共安全办公室", DepartmentKind.GOVERNMENT, SUBDISTRICT),
    ("民生服务办公室", DepartmentKind.GOVERNMENT, SUBDISTRICT),
    ("供水服务站", DepartmentKind.UTILITY, SUBDISTRICT),
    ("暖邻社会工作服务中心", DepartmentKind.SOCIAL, SUBDISTRICT),
)
POSTS = (
    ("demo-worker", "陈晓岚", "community_worker", FIRST),
    ("demo-secretary", "周建平", "secretary", FIRST),
    ("demo-mediator", "钱桂英", "mediator", FIRST),
    ("demo-grid", "何玉芬", "grid_worker", FIRST + "001"),
    ("demo-dispatcher", "沈立", "dispatcher", SUBDISTRICT),
    ("demo-dispatcher2", "方敏", "dispatcher", SUBDISTRICT),
    ("demo-supervisor", "顾明远", "supervisor", SUBDISTRICT),
    ("demo-property", "刘师傅", "department_clerk", FIRST, PROPERTY),
    ("demo-management", "韩冰", "department_clerk", SUBDISTRICT, MANAGEMENT),
    ("demo-evaluator", "许静", "evaluator", SUBDISTRICT),
    ("demo-volunteer", "小满", "volunteer", FIRST),
    ("demo-system", "系统管理员甲", "system_admin", ""),
    ("demo-security", "安全管理员乙", "security_admin", ""),
    ("demo-audit", "审计管理员丙", "audit_admin", ""),
)
WORKERS = (
    "何玉芬", "林国强", "王丽萍", "张建军", "李春梅", "吴海波", "周文静", "徐志明", "孙秀英", "马俊杰",
    "朱红霞", "胡伟东", "郭淑芬", "何永康", "高雪梅", "罗振华", "郑玉兰", "梁家豪", "谢婷婷", "宋立新",
)  # fmt: skip
SOUTH_WEST = (30.270, 120.105)  # of the sub-district, in WGS-84
SIDE = 0.006  # degrees; a community of the map is about 600 metres across
ACROSS = 4  # communities beside each other


def office_phone(number: int) -> str:
    """The phone of a community's office, in an exchange that doesn't exist."""
    return f"05710000{100 + number:04d}"


def worker(number: int) -> tuple[str, str]:
    """Name and phone of a grid's worker; the numbers belong to no network."""
    return WORKERS[number % len(WORKERS)], f"1980000{9000 + number:04d}"


def middle_of(code: str) -> tuple[float, float]:
    """Where the community lies on the map of squares: latitude and longitude."""
    place = COMMUNITIES.index(code)
    north, east = divmod(place, ACROSS)
    return SOUTH_WEST[0] + (north + 0.5) * SIDE, SOUTH_WEST[1] + (east + 0.5) * SIDE


def quarter(middle: tuple[float, float], number: int) -> dict[str, Any]:
    """The GeoJSON polygon of the 1st to 4th quarter of a community round `middle`."""
    south, west = _corner(middle, number)
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    ring = [[round(west + x * SIDE / 2, 6), round(south + y * SIDE / 2, 6)] for x, y in corners]
    return {"type": "Polygon", "coordinates": [ring]}


def corner_of(grid: str) -> tuple[float, float]:
    """The south-western corner of a grid of the map: latitude and longitude."""
    return _corner(middle_of(grid[:12]), int(grid[12:]))


def _corner(middle: tuple[float, float], number: int) -> tuple[float, float]:
    north, east = divmod(number - 1, 2)
    return middle[0] + (north - 1) * SIDE / 2, middle[1] + (east - 1) * SIDE / 2
