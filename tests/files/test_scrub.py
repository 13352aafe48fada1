"""Scrubbing finds every damage and says whose it is (R6: 50 of 50)."""

import random

import pytest
from django.core.management import CommandError, call_command

from banshi.files import actions, store
from banshi.files.scrub import damages
from tests.files.situations import WANG, a_content

pytestmark = pytest.mark.django_db
FAULTS = ("bit", "cut", "more", "gone", "swapped")


def harm(how: str, digest: str, other: str, dice: random.Random) -> None:
    file = store.place(digest)
    data = bytearray(file.read_bytes())
    if how == "bit":
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    elif how == "cut":
        data = data[: dice.randrange(len(data))]
    elif how == "more":
        data.append(dice.randrange(256))
    elif how == "swapped":
        data = bytearray(store.place(other).read_bytes())
    file.write_bytes(data)
    if how == "gone":
        file.unlink()


def test_fifty_of_fifty_faults_are_found_and_nothing_else() -> None:
    """Red when only sizes are compared (bits and swaps stay hidden), or only files that are there are read."""
    dice = random.Random(50)
    digests = [a_content(dice.randbytes(500)).digest for _ in range(80)]
    harmed = dice.sample(digests[:60], 50)
    for number, digest in enumerate(harmed):
        harm(FAULTS[number % 5], digest, digests[60 + number % 20], dice)
    assert {each.digest for each in damages()} == set(harmed)


def test_the_command_names_each_damage_with_who_refers_to_it(capsys: pytest.CaptureFixture[str]) -> None:
    lost, cut = a_content(b"lost"), a_content(b"cut")
    actions.refer(lost.digest, "case:12", by=WANG)
    actions.refer(lost.digest, "submission:7", by=WANG)
    store.remove(lost.digest)
    store.place(cut.digest).write_bytes(b"cu")
    with pytest.raises(CommandError, match="2"):
        call_command("scrub")
    said = capsys.readouterr().out
    assert f"{lost.digest} 缺失，涉及：case:12、submission:7" in said
    assert f"{cut.digest} 损坏，涉及：无" in said


def test_the_command_says_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    a_content(b"well")
    call_command("scrub")
    assert "全部文件完好" in capsys.readouterr().out
