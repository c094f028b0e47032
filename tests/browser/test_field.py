"""Somebody at work where there is no network: written in a basement, sent in the street, once."""

import re

import pytest
from django.db import transaction
from PIL import Image
from playwright.sync_api import expect

from linli.core.divisions import demonstration
from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Status
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.accounts.models import Session
from linli.platform.accounts.sessions import VISIT, SessionStore
from linli.platform.database import scope
from linli.platform.field.models import ReceivedDeed
from linli.platform.files.models import StoredFile
from tests.browser.axe import overflow, violations
from tests.browser.district import LINLI

SECRET_WORDS = "地下室水管破裂"
OTHER_WORDS = "配电箱门敞开"
OUTCOME_WORDS = "门机已换新"
HOUR = 3600 * 1000  # milliseconds
EVERYTHING = """async () => {
  const told = [];
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((resolve, reject) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    for (const store of base.objectStoreNames) {
      const rows = await new Promise((resolve) => {
        const asked = base.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => resolve(asked.result);
      });
      for (const row of rows) {
        const flat = { ...row };
        for (const [key, value] of Object.entries(flat)) {
          if (value instanceof ArrayBuffer) flat[key] = new TextDecoder().decode(value);
          if (value instanceof CryptoKey) flat[key] = value.extractable ? "EXTRACTABLE" : "sealed key";
        }
        told.push(`${name}.${store} ${JSON.stringify(flat)}`);
      }
    }
    base.close();
  }
  return told;
}"""


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "pipe.jpg"
    image = Image.new("RGB", (3000, 2000), "navy")
    exif = Image.Exif()
    exif[0x010F] = "NamedCamera"
    image.save(path, "JPEG", exif=exif)
    return path


def kept_on(page):
    return page.evaluate(EVERYTHING)


# Asked once and then told, since a function that is asked again and again is a string to the page,
# which its content security policy doesn't run.
CONTROLLED = """() => new Promise((done) => {
    const { serviceWorker } = navigator;
    if (serviceWorker.controller) done(true);
    else serviceWorker.addEventListener("controllerchange", () => done(true), { once: true });
})"""


def ready(page):
    """The page has been here once with a network: its worker is at home and the tasks are fetched."""
    expect(page.get_by_role("button", name="立即同步")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.evaluate(CONTROLLED)
    expect(page.get_by_text(re.compile("已同步"))).to_be_visible()


def report(page, words, picture=None):
    page.get_by_role("button", name="上报看到的情况").click()
    page.get_by_label(re.compile("是什么事")).fill(words)
    if picture:
        page.get_by_label(re.compile("^照片")).set_input_files(str(picture))
        expect(page.locator(".previews img")).to_have_count(1)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存在这台设备上。")).to_be_visible()


def waiting(page, count):
    expect(page.get_by_text(f"待上传 {count}", exact=True)).to_be_visible()


def give_visit():
    """Let the one session there is be a visit, as signing in makes one."""
    store = SessionStore(Session.objects.get().session_key)
    now = clock.now().isoformat()
    store[VISIT] = {"id": str(new_id()), "device": "", "begun_at": now, "seen_at": now}
    store.save()


def helped(district):
    """A case whose co-handler is done, so that its lead may report."""
    case = district.dispatched()
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        helper = queries.shares_of(case).get(is_lead=False)
        actions.accept_share(actor=LINLI, assignment=helper)
        actions.finish_share(actor=LINLI, assignment=helper, words="已配合")
    return case


def look(model, **chosen):
    with scope.system("tests look"):
        return list(model.objects.filter(**chosen))


def test_two_reports_written_without_a_network_arrive_once(phone, district, picture):
    district.open(phone, "demo-worker", "/field/")
    ready(phone)
    phone.context.set_offline(True)
    report(phone, SECRET_WORDS, picture)
    report(phone, OTHER_WORDS)
    waiting(phone, 2)
    told = kept_on(phone)
    assert len(told) >= 6
    assert not [each for each in told if "水管" in each or "配电" in each or "EXTRACTABLE" in each]
    assert not [each for each in told if "cases.seen" in each or "NamedCamera" in each]

    phone.close()
    again = phone.context.new_page()
    again.goto(f"{district.site.url}/field/")
    waiting(again, 2)
    assert not look(Case)

    again.context.set_offline(False)
    again.get_by_role("button", name="立即同步").click()
    expect(again.get_by_text("没有待上传的内容")).to_be_visible()
    assert sorted(case.description for case in look(Case)) == sorted([SECRET_WORDS, OTHER_WORDS])
    (photo,) = look(StoredFile)
    assert max(photo.width, photo.height) == 1600


def test_a_handlers_result_survives_the_phone_being_killed_and_arrives_in_its_order(
    phone, district, picture
):
    case = helped(district)
    district.open(phone, "demo-property", "/field/")
    ready(phone)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="签收").click()
    phone.get_by_role("button", name="保存").click()
    phone.get_by_role("button", name="上报结果").click()
    phone.get_by_label("已解决").check()
    phone.get_by_label(re.compile("怎样办理的")).fill(OUTCOME_WORDS)
    phone.get_by_label(re.compile("照片")).set_input_files(str(picture))
    expect(phone.locator(".previews img")).to_have_count(1)
    phone.get_by_role("button", name="保存").click()
    waiting(phone, 2)
    assert not [each for each in kept_on(phone) if OUTCOME_WORDS in each or case.headline in each]

    phone.close()
    again = phone.context.new_page()
    again.goto(f"{district.site.url}/field/")
    waiting(again, 2)
    assert district.now(case).status == Status.HANDLING
    again.context.set_offline(False)  # the browser says so itself, and that is enough
    expect(again.get_by_text("没有待上传的内容")).to_be_visible()
    assert district.now(case).result == "solved"
    assert len(look(StoredFile, owner_id=case.pk)) == 1
    assert {each.state for each in look(ReceivedDeed)} == {"done"}


def test_signing_out_takes_the_tasks_and_leaves_what_waits_to_its_author_alone(desk, district):
    case = district.dispatched()
    district.open(desk, "demo-property", "/field/")
    ready(desk)
    desk.context.set_offline(True)
    desk.get_by_role("button", name="签收").click()
    desk.get_by_role("button", name="保存").click()
    waiting(desk, 1)
    desk.context.set_offline(False)
    desk.goto(f"{district.site.url}/account/")
    desk.get_by_role("button", name="退出登录").last.click()
    expect(desk.get_by_role("button", name="退出登录")).to_have_count(0)
    told = kept_on(desk)
    assert not [each for each in told if each.startswith("linli-signed-in")]

    desk.context.set_offline(True)
    desk.goto(f"{district.site.url}/field/")
    expect(desk.get_by_text("请先联网登录一次")).to_be_visible()
    expect(desk.get_by_text(case.headline)).to_have_count(0)
    expect(desk.get_by_text("这台设备上还有别人没有上传的内容")).to_be_visible()

    desk.context.set_offline(False)
    district.open(desk, "demo-management", "/field/")
    ready(desk)
    expect(desk.get_by_text("这台设备上还有别人没有上传的内容")).to_be_visible()
    assert district.now(case).version == case.version

    district.open(desk, "demo-property", "/field/")
    expect(desk.get_by_text("没有待上传的内容")).to_be_visible()
    expect(desk.get_by_role("button", name="上报结果")).to_be_visible()
    assert [each.state for each in look(ReceivedDeed)] == ["done"]


def test_a_visit_that_was_ended_elsewhere_takes_the_tasks_along(desk, district):
    case = district.dispatched()
    district.open(desk, "demo-property", "/field/")
    ready(desk)
    Session.objects.all().delete()
    desk.get_by_role("button", name="立即同步").click()
    expect(desk.get_by_role("link", name="去登录")).to_be_visible()
    expect(desk.get_by_text(case.headline)).to_have_count(0)
    assert not [each for each in kept_on(desk) if each.startswith("linli-signed-in")]


def test_a_visit_that_only_ran_out_leaves_the_tasks_and_more_can_be_written(desk, district):
    case = district.dispatched()
    district.open(desk, "demo-property", "/field/")
    give_visit()
    desk.reload()
    ready(desk)
    Session.objects.update(expire_date=clock.now())
    desk.get_by_role("button", name="立即同步").click()
    expect(desk.get_by_text("请登录，登录后自动上传。")).to_be_visible()
    expect(desk.get_by_text(case.headline)).to_be_visible()
    desk.get_by_role("button", name="签收").click()
    desk.get_by_role("button", name="保存").click()
    waiting(desk, 1)


def test_after_72_hours_without_contact_the_tasks_are_gone_and_what_waits_is_not(desk, district):
    case = district.dispatched()
    desk.clock.install()
    district.open(desk, "demo-property", "/field/")
    ready(desk)
    desk.context.set_offline(True)
    desk.get_by_role("button", name="签收").click()
    desk.get_by_role("button", name="保存").click()
    waiting(desk, 1)
    desk.clock.fast_forward(73 * HOUR)
    expect(desk.get_by_text("超过 72 小时没有联网")).to_be_visible()
    expect(desk.get_by_role("heading", name="任务")).to_have_count(0)
    waiting(desk, 1)
    desk.clock.fast_forward(48 * HOUR)
    desk.get_by_role("button", name="立即同步").click()
    expect(desk.get_by_text(re.compile("已经 5 天没有上传"))).to_be_visible()
    assert district.now(case).version == case.version


def test_only_the_empty_page_lies_in_the_cache(desk, district):
    case = district.dispatched()
    district.open(desk, "demo-property", "/field/")
    ready(desk)
    told = desk.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              found.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
            }
          }
          return found;
        }"""
    )
    assert {path.split("/")[1] for path, _text in told} == {"field", "static"}
    assert [path for path, _text in told if not path.startswith("/static/")] == ["/field/shell/"]
    assert not [path for path, text in told if case.headline in text or "刘师傅" in text]


def test_the_page_lists_the_tasks_without_scripts(chromium, district):
    case = district.dispatched()
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    district.open(page, "demo-property", "/field/")
    expect(page.get_by_text(case.headline)).to_be_visible()
    page.get_by_role("link", name="打开完整页面").first.click()
    expect(page.get_by_role("heading", name=case.headline)).to_be_visible()
    context.close()


@pytest.mark.parametrize("mode", ["normal", "elder"])
def test_nobody_is_shut_out_of_the_page_without_a_network(phone, district, mode):
    district.dispatched()
    district.site.prefer(phone, mode)
    district.open(phone, "demo-worker", "/field/")
    ready(phone)
    phone.context.set_offline(True)
    phone.reload()
    report(phone, SECRET_WORDS)
    found = violations(phone)
    assert overflow(phone) <= 0
    assert phone.locator("html").get_attribute("data-mode") == mode
    phone.get_by_role("button", name="上报看到的情况").click()
    expect(phone.get_by_role("heading", name="上报看到的情况")).to_be_focused()
    phone.get_by_role("button", name="保存").click()
    expect(phone.get_by_label(re.compile("是什么事"))).to_be_focused()
    found += violations(phone)
    assert overflow(phone) <= 0
    assert not found, "\n".join(found)


def test_the_page_can_be_put_on_the_first_screen(desk, district):
    district.open(desk, "demo-worker", "/field/")
    card = desk.request.get(f"{district.site.url}/field/app.webmanifest").json()
    assert (card["start_url"], card["display"]) == ("/field/", "standalone")
    for icon in card["icons"]:
        assert desk.request.get(district.site.url + icon["src"]).ok
    session = desk.context.new_cdp_session(desk)
    assert session.send("Page.getAppManifest")["errors"] == []
    missing = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {each["errorId"] for each in missing} <= {"in-incognito"}  # as every test's browser is


def test_what_a_rule_refuses_is_listed_with_its_reason_and_dropped_by_its_author(desk, district):
    case = district.dispatched()
    district.open(desk, "demo-property", "/field/")
    ready(desk)
    desk.context.set_offline(True)
    desk.get_by_role("button", name="签收").click()
    desk.get_by_role("button", name="保存").click()
    waiting(desk, 1)
    with scope.limited_to([demonstration.SUBDISTRICT]), transaction.atomic():
        actions.withdraw_share(actor=LINLI, assignment=queries.lead_of(case), reason="派错了")
    desk.context.set_offline(False)
    expect(desk.get_by_role("heading", name="需要您处理")).to_be_visible()
    expect(desk.get_by_text("没有待上传的内容")).to_be_visible()
    (kept,) = look(ReceivedDeed)
    expect(desk.get_by_text(kept.words)).to_be_visible()
    desk.get_by_role("link", name="打开完整页面").first.click()
    desk.get_by_role("button", name="放弃这件事").click()
    expect(desk.get_by_text("已放弃，填写的内容已删除。")).to_be_visible()
    expect(desk.get_by_text("没有待上传的内容")).to_be_visible()
    expect(desk.get_by_role("heading", name="需要您处理")).to_have_count(0)


def test_an_answer_lost_on_the_way_back_makes_no_second_case(desk, district):
    district.open(desk, "demo-worker", "/field/")
    ready(desk)
    lost = []

    def lose(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    desk.context.route("**/field/deeds/", lose)
    report(desk, SECRET_WORDS)
    expect(desk.get_by_text("没有网络，可以照常填写")).to_be_visible()
    waiting(desk, 1)
    assert (lost, len(look(Case))) == ([200], 1)
    desk.get_by_role("button", name="立即同步").click()
    expect(desk.get_by_text("没有待上传的内容")).to_be_visible()
    assert len(look(Case)) == len(look(ReceivedDeed)) == 1
