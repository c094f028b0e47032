import pytest
from django.db import connection

from linli.core.divisions.models import Division
from linli.kernel.ids import new_id
from linli.kernel.manifest import Manifest, SearchKind, domains
from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.database import scope
from linli.platform.search import index, queries
from linli.platform.search.models import Token
from linli.platform.search.tokens import Form, Text

pytestmark = pytest.mark.django_db
HERE, THERE = "110101001001", "110101002001"


def neighbour(name, phone=""):
    return [Text(Form.NAME, name), Text(Form.PHONE, phone)]


def present(actor, ids):
    return [(each, str(each), "", "/") for each in ids]


@pytest.fixture
def kind():
    kind = SearchKind(
        kind="neighbour", title="邻居", needs="neighbours.view", present=present, reindex=int
    )
    domains.open(Manifest(key="neighbours", title="邻居", searches=[kind]))
    yield kind
    del domains._by_key["neighbours"]


@pytest.fixture
def street(kind):
    for code in (HERE, THERE):
        Division.objects.create(code=code, name=code, level="community")
    ids = {name: new_id() for name in ("张伟", "张伟民", "单雄信", "李四")}
    with scope.limited_to(("11",)):
        for name, each in ids.items():
            index.put("neighbour", each, HERE, f"{HERE}001", neighbour(name, "13800000913"))
        ids["外人"] = new_id()
        index.put("neighbour", ids["外人"], THERE, THERE, neighbour("张伟"))
        yield ids


def somebody(area, permission="neighbours.view"):
    return Actor(Kind.STAFF, "王", holdings=(Holding("secretary", frozenset({permission}), area),))


def found(actor, words):
    with scope.limited_to(actor.scope):
        return [hit.id for group in queries.find(actor, words) for hit in group.hits]


def test_the_exact_name_stands_before_the_longer_one(street):
    assert found(somebody(HERE), "张伟") == [street["张伟"], street["张伟民"]]


def test_pinyin_initials_and_phone_tails_find_too(street):
    worker = somebody(HERE)
    for words in ("shanxiongxin", "sxx", "雄信", "单"):
        assert found(worker, words) == [street["单雄信"]], words
    assert len(found(worker, "0913")) == 4


def test_two_words_find_who_answers_both_first(street):
    assert found(somebody(HERE), "李四 0913")[0] == street["李四"]


def test_another_community_is_not_found_whatever_the_layer(street):
    assert street["外人"] not in found(somebody(HERE), "张伟")
    assert found(somebody(THERE), "张伟") == [street["外人"]]
    with scope.limited_to((THERE,)):  # row-level security alone
        assert [hit.id for group in queries.find(somebody("11"), "张伟") for hit in group.hits] == [
            street["外人"]
        ]


def test_a_worker_finds_in_their_own_grid_only(street):
    assert found(somebody(f"{HERE}001"), "李四") == [street["李四"]]
    assert found(somebody(f"{HERE}002"), "李四") == []


def test_whoever_may_not_see_the_kind_finds_nothing_of_it(street):
    assert found(somebody(HERE, "cases.view"), "张伟") == []
    assert found(Actor(Kind.VISITOR, "visitor"), "张伟") == []


def test_a_changed_name_is_found_and_the_old_one_no_more(street):
    index.put("neighbour", street["李四"], HERE, HERE, neighbour("李五"))
    assert found(somebody(HERE), "李五") == [street["李四"]]
    assert found(somebody(HERE), "李四") == []
    index.drop(street["李四"])
    assert found(somebody(HERE), "李五") == []


def test_nothing_typed_finds_nothing(street):
    for words in ("", "   ", "？！", "\0", "%_'\";--"):
        assert found(somebody(HERE), words) == []


def test_a_dump_of_the_index_shows_neither_names_nor_numbers(street):
    rows = "".join(str(each) for each in Token.objects.values_list())
    assert "张" not in rows
    assert "13800000913" not in rows
    assert index.digest("neighbour", "张伟") != index.digest("case", "张伟")


@pytest.mark.usefixtures("committed")
def test_a_common_surname_reads_no_other_community(kind, superuser):
    """Among fifty communities the index is asked for the token and the community, both by equality."""
    rows = [(index.digest("neighbour", "张"), f"1101010{each % 50:02}001") for each in range(5000)]
    with superuser.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_token (object_id, token, kind, community_id, area)"
            " VALUES (gen_random_uuid(), %s, 'neighbour', %s, '1')",
            rows,
        )
        cursor.execute("ANALYZE search_token")
    with scope.limited_to(("110101001001",)), connection.cursor() as cursor:
        cursor.execute(
            f"EXPLAIN {queries.FIND.format(reach='true')}", [[rows[0][0]], [1.0], 0.5, 9]
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "search_token_by_token" in plan
    assert "community_id = ANY" in plan.split("Index Cond")[1].splitlines()[0]
