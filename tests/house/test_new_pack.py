"""`docs/add-a-pack.md`, performed to the end in a copy of the house: one new folder, filed and decided in the running site."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from banshi.lib.canon import digest
from tests.harness.browser import DESKTOP, listen, screenshot
from tests.harness.database import a_house
from tests.harness.house import ROOT
from tests.harness.site import BANSHI, Sink, Site, free_port, running
from tests.people.signing_in import DEVICE
from tests.walks.people import a_scan, fill_sign_in

KEY = "parking_permit"
STEP = re.compile(r"^\*\*`(?P<file>[\w./]+)`\*\*\n\n```(?P<kind>\w+)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
SIGNING = 60_000  # milliseconds the worker may need on a busy machine


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The house as a stranger has it; programs started from here run its code instead of ours."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", folder)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder / "src"))
        patch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        yield folder


@pytest.fixture(scope="module")
def untouched(copy: Path) -> dict[str, str]:
    """What the house holds before."""
    return contents(copy / "src")


@pytest.fixture(scope="module")
def pack(copy: Path, untouched: dict[str, str]) -> Path:
    """The new pack's folder, after sections 1 to 7 of the tutorial."""
    folder = copy / "src/banshi/packs" / KEY
    assert make_new_pack(copy, KEY, "停车证").returncode == 0
    for step in STEP.finditer((ROOT / "docs/add-a-pack.md").read_text()):
        perform(step["kind"], folder / step["file"], step["text"])
    return folder


def make_new_pack(copy: Path, key: str, title: str) -> subprocess.CompletedProcess[str]:
    """`make new-pack` in the copy, whose tools are ours."""
    make = ["make", "--assume-old", ".venv", "new-pack", f"KEY={key}", f"TITLE={title}"]
    own = os.environ | {"MAKEFLAGS": ""}
    return subprocess.run(make, cwd=copy, check=False, env=own, capture_output=True, text=True)


def perform(kind: str, file: Path, text: str) -> None:
    """One step: a diff changes lines that stand in the file, anything else is the whole file."""
    assert file.exists(), f"{file.name} is not in a new pack"
    if kind == "diff":
        lines = text.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        assert file.read_text().count(before) == 1, f"{file.name} does not hold\n{before}"
        text = file.read_text().replace(before, after)
    file.write_text(text)


def check(copy: Path) -> subprocess.CompletedProcess[str]:
    """`banshi check`."""
    environment = os.environ | {"BANSHI_HOME": str(copy / "home")}
    return subprocess.run([BANSHI, "check"], env=environment, check=False, capture_output=True, text=True)


def contents(folder: Path) -> dict[str, str]:
    """Every file of a copy with its digest."""
    return {str(file.relative_to(folder)): digest(file.read_bytes()) for file in folder.rglob("*") if file.is_file()}


def test_the_tutorial_leads_to_a_pack_without_fault(copy: Path, pack: Path) -> None:
    """Section 8. Red when a step of the page no longer fits the example."""
    assert check(copy).returncode == 0, check(copy).stderr
    pytest_alone = [str(ROOT / ".venv/bin/pytest"), "-c", os.devnull, "--import-mode=importlib", str(pack)]
    tested = subprocess.run(pytest_alone, cwd=copy, check=False, capture_output=True, text=True)
    assert "3 passed" in tested.stdout, tested.stdout


def test_one_new_folder_is_all_there_is(copy: Path, pack: Path, untouched: dict[str, str]) -> None:
    """Red when `make new-pack` edits any other file."""
    now = contents(copy / "src")
    assert {name for name in now if now[name] != untouched.get(name)} == {
        str(file.relative_to(copy / "src")) for file in pack.rglob("*") if file.is_file()
    }
    assert untouched.keys() <= now.keys()


@pytest.mark.parametrize(
    ("key", "title", "words"),
    [("Parking-Permit", "停车证", "KEY"), ("parking", "停“车”证", "TITLE"), (KEY, "停车证", "已经存在")],
)
def test_a_name_that_cannot_be_is_refused_with_the_reason(
    copy: Path, pack: Path, key: str, title: str, words: str
) -> None:
    """Red when a pack that is there is written over."""
    before = contents(copy / "src")
    refused = make_new_pack(copy, key, title)
    assert refused.returncode != 0
    assert words in refused.stderr
    assert contents(copy / "src") == before


def test_a_misspelled_field_is_named_with_file_and_line_as_the_tutorial_says(copy: Path, pack: Path) -> None:
    """Red when `banshi check` does not look at papers."""
    papers = pack / "papers.py"
    sound = papers.read_text()
    papers.write_text(sound.replace('"plate"', '"palte"', 1))
    said = check(copy)
    papers.write_text(sound)
    assert said.returncode != 0
    assert f"{KEY}/papers.py:5: 证照文书“card”要用的“palte”没有栏目可填" in said.stderr


@pytest.fixture
def site(pack: Path, django_db_setup: None) -> Iterator[Site]:
    """The site with the new folder in it, started as always."""
    with a_house("newpack") as house:
        port = free_port()
        there = Site(f"http://127.0.0.1:{port}", house, Sink(house.home / "sink"), house.home / "log")
        there.sink.folder.mkdir()
        with running(there, port):
            yield there


@pytest.fixture
def signed_in(browser: Browser, site: Site, complaints: list[str]) -> Iterator[Callable[[str], Page]]:
    """The people of the new pack's demo, each at a computer of their own."""
    known = {each["name"]: each for each in site.people() if each["pack"] == KEY}
    contexts = []

    def go(name: str) -> Page:
        context = browser.new_context(viewport=DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai")
        listen(context, complaints)
        contexts.append(context)
        page = context.new_page()
        page.goto(site.url + known[name]["sign_in"])
        fill_sign_in(page, site, known[name]["identifier"], known[name]["password"])
        prove_phone(page, site, known[name]["phone"])
        page.wait_for_url(f"**/s/{KEY}/")
        return page

    yield go
    for context in contexts:
        context.close()


def prove_phone(page: Page, site: Site, phone: str) -> None:
    """On a new device a superior unit is asked for the code that was just sent to its phone."""
    page.wait_for_url(re.compile(f"/s/{KEY}/$|{DEVICE}$"))
    if page.url.endswith(DEVICE):
        page.fill("#code", re.findall(r"\d{6}", site.sink.awaited_sms(phone))[0])
        page.get_by_role("button", name="确定").click()


def test_the_new_pack_is_filed_decided_and_its_paper_checked(
    site: Site, signed_in: Callable[[str], Page], browser_page: Page, tmp_path: Path
) -> None:
    """Section 9: 王经办 files, two superiors decide, anybody checks the permit. Red when a pack needs an edit elsewhere."""
    filer = signed_in("王经办")
    file_a_case(filer, tmp_path)
    for name in ("李审核", "陈处长"):
        decide(signed_in(name))
    permit = print_permit(filer, tmp_path)
    browser_page.goto(f"{site.url}/check/")
    browser_page.get_by_label("从本系统下载的 PDF").set_input_files(permit)
    browser_page.get_by_role("button", name="上传并核验").click()
    expect(browser_page.get_by_text("真实有效")).to_be_visible()
    expect(browser_page.locator(".facts")).to_contain_text("渝A12345")


def file_a_case(page: Page, folder: Path) -> None:
    """【申请停车证】 to 【提交】, with one mistake on the way."""
    page.get_by_role("region", name="常用功能").get_by_role("button", name="申请停车证").click()
    page.wait_for_url("**/form/")
    page.get_by_label("车牌号").fill("渝A12345")
    page.get_by_label("小型客车", exact=True).check()
    page.get_by_label("开始日期").fill("2027-01-01")
    page.get_by_label("结束日期").fill("2029-01-01")
    page.get_by_role("button", name="下一步").click()
    expect(page.get_by_role("alert")).to_contain_text("结束日期应晚于开始日期，最长一年。")
    page.get_by_label("结束日期").fill("2027-12-31")
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**/materials/")
    expect(page.get_by_text("道路运输证")).to_have_count(0)
    page.locator("#cell-material-licence input[type=file]").set_input_files(a_scan(folder))
    expect(page.locator("#cell-material-licence").get_by_role("link")).to_be_visible()
    page.get_by_role("button", name="提交").click()
    expect(page.locator("p.status")).to_contain_text("待审核")


def decide(page: Page) -> None:
    """【待审核】, 【审核】, 【通过】 with the opinion the pack offers."""
    page.get_by_role("region", name="待办事项").get_by_role("link", name="待审核").click()
    page.get_by_role("link", name="审核", exact=False).filter(has_text="软件").click()
    page.get_by_role("button", name="通过").click()
    page.get_by_role("button", name="行驶证与车牌相符，同意。").click()
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def print_permit(page: Page, folder: Path) -> Path:
    """【打印停车证】 to the signed PDF."""
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="打印停车证").click()
    page.get_by_role("link", name="云山软件").click()
    page.get_by_role("button", name="预览&打印").click()
    expect(page.get_by_role("link", name="下载 PDF")).to_be_visible(timeout=SIGNING)
    screenshot(page, "new-pack-permit")
    page.set_viewport_size(DESKTOP)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 PDF").click()
    download.value.save_as(folder / "permit.pdf")
    return folder / "permit.pdf"
