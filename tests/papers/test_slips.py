"""密码单: a page for each unit, so that none sees another's password."""

import subprocess

from banshi.ledger import clock
from banshi.papers import slips
from banshi.people.accounts.handing_out import Slip
from banshi.people.signing_in.passwords import ISSUED_FOR

ADDRESS = "https://example.test/s/property_rights/sign-in/"


def test_p02_each_unit_has_a_page_of_its_own(db: None) -> None:
    """Red without the page break, and when the last day is that of the issue."""
    made = [
        Slip("江南（新加坡）有限公司", "JW0000013", "px2vbcwazhnp5n"),
        Slip("甲公司", "JW0000021", "k7mwrzt2hj4q9x"),
    ]
    pdf = slips.pdf(made, day=clock.today(), address=ADDRESS, by="渝州江南集团")
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True).stdout.decode()
    first, second = ["".join(page.split()) for page in read.split("\f")[:2]]
    last = clock.today() + ISSUED_FOR
    for said in (*vars(made[0]).values(), ADDRESS, "渝州江南集团", f"{last.year}年{last.month}月{last.day}日"):
        assert said in first
    assert made[1].password in second
    assert made[1].password not in first
