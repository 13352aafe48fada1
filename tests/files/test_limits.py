"""What may be uploaded is said in one sentence."""

import io

import pytest

from banshi.files import actions
from banshi.files.limits import Limits
from banshi.files.refusals import NotTaken
from tests.files.samples import a_pdf
from tests.files.situations import WANG


@pytest.mark.parametrize(
    ("kinds", "largest", "words"),
    [
        (
            ("pdf", "doc", "docx", "jpg", "zip", "rar"),
            2 * 1024 * 1024,
            "只接受 PDF、Word、JPG、ZIP、RAR，每个不超过 2 MB",
        ),
        (("docx",), 1536 * 1024, "只接受 Word（.docx），每个不超过 1.5 MB"),
        (("xls", "xlsx"), 500 * 1024, "只接受 Excel，每个不超过 500 KB"),
    ],
)
def test_limits_are_said_in_words(kinds: tuple[str, ...], largest: int, words: str) -> None:
    assert Limits(kinds, largest).in_words() == words


def test_a_name_that_says_secret_is_not_taken() -> None:
    """保密法: state secrets never come onto the internet. Red when only the ending of a name is looked at."""
    limits = Limits(("pdf",), 1024, never=("秘密", "机密"))
    with pytest.raises(NotTaken, match="“机密”.*不得上传到互联网"):
        actions.keep(io.BytesIO(a_pdf()), "机密-成果清单.pdf", limits=limits, by=WANG)


@pytest.mark.parametrize("name", ["机 密.pdf", "秘\u3164密.pdf", "机\u200b密.pdf", "机\u3000密.pdf", "秘\ufe00密.pdf"])
def test_what_nobody_sees_between_two_characters_hides_no_mark(name: str) -> None:
    """Red when a name is looked at as it was typed."""
    assert Limits(("pdf",), 1024, never=("秘密", "机密")).unwanted(name)
