"""What is taken in, what is refused, and in which words (E11, S17)."""

import io
from hashlib import sha256
from pathlib import Path

import pytest

from banshi.files import actions, inspecting, queries, scanner
from banshi.files.models import Blob
from banshi.files.refusals import Damaged, FileTooLarge, NotTaken
from banshi.lib import home
from tests.files.samples import a_docx, a_pdf, a_picture, a_rar, a_zip
from tests.files.situations import LIMITS, WANG, a_content, an_upload

pytestmark = pytest.mark.django_db
ALLOWED = "只接受 PDF、Word、JPG、ZIP、RAR，每个不超过 2 MB"


def test_a_clean_file_is_kept_under_its_digest() -> None:
    data = a_pdf()
    kept = an_upload(data)
    assert (kept.digest, kept.size, kept.kind) == (sha256(data).hexdigest(), len(data), "pdf")
    assert queries.content(kept.digest) == data


def test_jpeg_and_capitals_are_read_as_jpg() -> None:
    assert an_upload(a_picture(), "照片.JPEG").kind == "jpg"


def test_without_a_scanner_a_file_says_so() -> None:
    assert an_upload().scan == Blob.objects.get().scan == "未查毒"


def test_an_archive_nobody_could_look_into_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when what stayed unseen is forgotten on the way: the reviewer would take it for checked."""
    packed = a_rar({"章程.doc": b"1"}, packed=True)
    assert an_upload(packed, "资料.rar").scan == "未查毒，压缩包内容未检查"
    monkeypatch.setattr(scanner, "verdict", lambda data: scanner.CLEAN)
    assert an_upload(packed, "资料.rar").scan == "已查毒，压缩包内容未检查"
    assert an_upload(a_zip({"一.rar": packed}), "资料.zip").scan == "已查毒，压缩包内容未检查"
    assert an_upload(a_rar({"章程.pdf": a_pdf()}), "资料.rar").scan == "已查毒"


@pytest.mark.parametrize("name", ["章程.exe", "章程.pdf.exe", "章程", "章程.xlsx", "章程.pdf\u202e.exe", "章程.html"])
def test_another_kind_is_refused_by_name_before_a_byte_is_read(name: str) -> None:
    class Unread(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError

    with pytest.raises(NotTaken, match=f"不能上传：{ALLOWED}。$"):
        actions.keep(Unread(), name, limits=LIMITS, by=WANG)


def test_a_disguised_file_is_refused_with_the_reason_and_the_limits() -> None:
    """Red when the extension is believed."""
    with pytest.raises(NotTaken, match=f"^附件“章程.pdf”不能上传：内容与扩展名不符；{ALLOWED}。$") as refused:
        an_upload(b"MZ" + bytes(100))
    assert refused.value.status == 422


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(NotTaken, match="文件是空的"):
        an_upload(b"")


def test_reading_stops_the_moment_the_limit_is_passed() -> None:
    """Red when the whole upload is read first."""

    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return bytes(size)

    endless = Endless()
    with pytest.raises(FileTooLarge, match=f"太大，不能上传：{ALLOWED}") as refused:
        actions.keep(endless, "章程.pdf", limits=LIMITS, by=WANG)  # type: ignore[arg-type]
    assert refused.value.status == 413
    assert endless.given <= LIMITS.largest + actions.CHUNK


def test_what_is_refused_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(home, "home", lambda: tmp_path)  # where no other process of the run writes at the same time
    with pytest.raises(NotTaken):
        an_upload(a_docx(word__vbaProject_bin=b"x"), "章程.docx")
    assert not [file for file in home.path("files").rglob("*") if file.is_file()]
    assert not Blob.objects.exists()


def test_the_same_content_twice_is_one_content() -> None:
    data = a_pdf()
    first, second = an_upload(data, "章程.pdf"), an_upload(data, "章程（副本）.pdf")
    assert first.digest == second.digest
    assert (first.name, second.name) == ("章程.pdf", "章程（副本）.pdf")
    assert Blob.objects.count() == 1


def test_uploading_it_again_heals_a_damaged_content() -> None:
    """Red when a file that is there is left as it is: the receipt would promise a file nobody can open."""
    kept = a_content(b"as it was")
    file = next(home.path("files").glob(f"*/*/{kept.digest}"))
    file.write_bytes(b"damaged")
    with pytest.raises(Damaged):
        queries.content(kept.digest)
    a_content(b"as it was")
    assert queries.content(kept.digest) == b"as it was"


def test_what_the_house_makes_itself_is_not_inspected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "findings", lambda *_: inspecting.Findings("no"))
    monkeypatch.setattr(scanner, "verdict", lambda *_: scanner.INFECTED)
    assert a_content(b"%PDF").scan == "本系统生成"
