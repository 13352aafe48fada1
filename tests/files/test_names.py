"""File names are data: shown without tricks, never a path (S14, S20)."""

import unicodedata

import pytest

from banshi.files.names import display_name, ending


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("章程.pdf", "章程.pdf"),
        ("C:\\资料\\章程.pdf", "章程.pdf"),
        ("../../etc/passwd", "passwd"),
        ("章\0程\n.pdf", "章程.pdf"),
        ("发票\u202efdp.exe", "发票fdp.exe"),
        (unicodedata.normalize("NFD", "é.pdf"), "é.pdf"),
        ("𬭎\ue863.pdf", "𬭎\ue863.pdf"),
        ("", "未命名"),
        ("资料/", "未命名"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(typed: str, shown: str) -> None:
    """Red when the direction marks stay: an .exe would look like a .pdf. Rare Han characters stay, private ones too."""
    assert display_name(typed) == shown


def test_a_long_name_is_cut_before_its_ending() -> None:
    assert display_name("长" * 300 + ".docx") == "长" * 145 + ".docx"
    assert len(display_name("长" * 300)) == len(display_name("a." + "长" * 300)) == 150


@pytest.mark.parametrize("name", ["a.exe", "a.EXE", "a.pdf.exe", "a.exe.", "a.exe . "])
def test_an_ending_is_read_as_windows_reads_it(name: str) -> None:
    assert ending(name) == "exe"
