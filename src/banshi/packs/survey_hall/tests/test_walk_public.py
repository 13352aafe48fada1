"""H01: what a guide tells of the limits under which a permit is decided."""

from playwright.sync_api import expect

from banshi.packs.survey_hall.tests.situations import Office
from tests.harness.site import Site
from tests.walks.people import Enter, seen


def test_H01_the_guide_tells_the_limits_the_clock_counts(site: Site, bureau: Office, another: Enter) -> None:
    page = another()
    page.goto(f"{site.url}/matters/survey_hall/map_review/")
    limits = page.get_by_role("region", name="办理时限")
    expect(limits).to_contain_text("可以延长一次，10 个工作日")
    expect(limits).to_contain_text("《地图管理条例》第十九条")
    seen(page, "H01-guide-limits")
    page.get_by_role("link", name="长辈版").click()
    seen(page, "H01-guide-limits-elder")
