"""What may be uploaded is said in one sentence."""

import pytest

from banshi.files.limits import Limits


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
