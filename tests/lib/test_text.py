"""What people type: what cannot be seen is not kept, and what says nothing is no words."""

import pytest

from banshi.lib.text import bare, in_words, plain


@pytest.mark.parametrize(
    "unseen",
    [
        "\u3164",
        "\uffa0",
        "\u2800",
        "\ufffe",
        "\uffff",
        "\ufdd0",
        "\U0001fffe",
        "\u200b",
        "\0",
        "\u034f",
        "\u17b4",
        "\ufe0f",
    ],
)
def test_what_shows_nothing_or_is_no_character_is_not_kept(unseen: str) -> None:
    """Red when a title may hold what no XML takes, and a feed is no longer read; or a letter nobody sees."""
    assert plain(f"关于{unseen}公告") == "关于公告"


@pytest.mark.parametrize("kept", ["㐂𠀀", "\U000323af", "葛\U000e0100城"])
def test_rare_characters_of_names_are_kept(kept: str) -> None:
    """Red when all that is unassigned is dropped: some Han are younger than the tables at hand."""
    assert plain(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("\u3164", ""), (".", ""), ("……", ""), ("同意。", "同意。"), ("2 处", "2 处")]
)
def test_a_reason_has_words(typed: str, kept: str) -> None:
    """Red when a dot, or a letter nobody sees, is taken for a reason."""
    assert in_words(typed) == kept


@pytest.mark.parametrize("typed", ["机 密", "机\u3164密", "机\n密", "机\ufe00密", "机\u3000密"])
def test_a_word_is_found_whatever_unseen_stands_in_it(typed: str) -> None:
    assert bare(typed) == "机密"
