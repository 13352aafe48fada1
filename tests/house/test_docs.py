"""The generated pages of docs/ say what the code says today, and every link in the documents leads somewhere."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from banshi.jobs import commands
from tests.harness.house import ROOT

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
COMMAND = re.compile(r"(?:`|^|&& |bin/)(banshi|make) ([a-z_-]+)", re.MULTILINE)
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make docs` writes now."""
    folder = tmp_path_factory.mktemp("docs")
    call_command("docs", to=folder)
    return folder


def test_make_docs_would_change_nothing(written: Path) -> None:
    """Red when a file's first sentence, a room or a pack has changed: run `make docs`."""
    for page in written.rglob("*.md"):
        kept = DOCS / page.relative_to(written)
        assert kept.read_text() == page.read_text(), f"docs/{kept.relative_to(DOCS)}: run make docs"


@pytest.mark.parametrize("kind", ["packs", "manuals"])
def test_no_page_is_left_of_a_pack_that_is_gone(written: Path, kind: str) -> None:
    assert {page.name for page in (DOCS / kind).iterdir()} == {page.name for page in (written / kind).iterdir()}


def test_every_file_says_what_it_is_for(written: Path) -> None:
    """Red when a new file has no docstring: its line in the map ends after the colon."""
    bare = [line for line in (written / "map.md").read_text().splitlines() if line.endswith((":", ": "))]
    assert not bare


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Red when a linked file is moved."""
    for link in LINK.findall(page.read_text()):
        assert (page.parent / link).exists(), link


def test_what_the_documents_tell_to_run_is_there() -> None:
    """Red when a command or a target of make is renamed or goes: a warning once told to `make` what was a folder."""
    known = {"banshi": commands.ours().keys(), "make": set(TARGET.findall((ROOT / "Makefile").read_text()))}
    told = [(page.name, *each) for page in PAGES for each in COMMAND.findall(page.read_text())]
    assert {
        ("operations.md", "banshi", "restore"),
        ("README.md", "banshi", "scrub"),
        ("add-a-pack.md", "make", "run"),
    } <= set(told)
    for page, program, name in told:
        assert known[program] & {name, name.replace("-", "_")}, f"{page}: {program} {name}"
