"""Anybody can tell a paper of ours from what is not, and a number alone opens nothing (S29, S32)."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import SimpleSigner

from banshi.ledger.models import Event
from banshi.lib.actor import visitor
from banshi.papers import actions, certificate, drawing, queries, signing, verdicts
from banshi.papers.models import Paper, SignedFile
from tests.papers.situations import CERTIFICATE, ISSUING, a_paper, checked, drawn
from tests.people.situations import Group, a_group

pytestmark = pytest.mark.django_db
SOMEBODY = visitor("192.0.2.7")


@pytest.fixture
def group() -> Group:
    return a_group()


@pytest.fixture
def paper(group: Group) -> Paper:
    return a_paper(group)


def test_number_and_code_tell_what_the_paper_says(paper: Paper) -> None:
    verdict = checked(paper, SOMEBODY)
    assert (verdict.state, verdict.number, verdict.test) == ("genuine", paper.number, True)
    assert verdict.shown == (("企业名称", "渝州江南桥隧检测有限公司"),)


AS_TYPED: dict[str, Callable[[str], str]] = {
    "other brackets": lambda number: number.replace("〔", "[").replace("〕", "］"),
    "no brackets": lambda number: number.replace("〔", "").replace("〕", ""),
    "full width and spaces": lambda number: (
        " " + number.replace("0", "０").replace("〔", " （").replace("〕", "） ") + " "
    ),
    "without 号": lambda number: number.removesuffix("号"),
    "without the zeros in front": lambda number: number.replace("〕0000", "〕"),
}


@pytest.mark.parametrize("how", AS_TYPED)
def test_a_number_is_found_as_people_type_it(paper: Paper, how: str) -> None:
    """Red when the number has to be typed as it is printed."""
    code = " ".join((paper.check_code[:4], paper.check_code[4:8], "－" + paper.check_code[8:])).lower()
    assert actions.look_up(AS_TYPED[how](paper.number), code, by=SOMEBODY).state == "genuine"


def test_a_code_alone_tells_nothing(paper: Paper) -> None:
    """Red when the number is not looked at."""
    for other in ("", "渝登字", paper.number.replace("渝", "京"), paper.number + "1"):
        assert actions.look_up(other, paper.check_code, by=SOMEBODY) == verdicts.Verdict("unknown")


def test_a_wrong_code_and_an_unknown_number_are_answered_alike(paper: Paper) -> None:
    """Red when a wrong code is told apart from a wrong number."""
    assert checked(paper, SOMEBODY, "2" * 12) == actions.look_up("渝登字〔2026〕999999号", "2" * 12, by=SOMEBODY)
    assert actions.look_up(paper.number, "", by=SOMEBODY).state == "unknown"
    assert actions.look_up("无", "-", by=SOMEBODY).state == "unknown"


def test_replaced_and_revoked_papers_are_told_as_such(group: Group, paper: Paper) -> None:
    later = a_paper(group, case=2)
    assert checked(paper, SOMEBODY).state == "replaced"
    assert later.number in checked(paper, SOMEBODY).reason
    actions.revoke([2], later.pk, "登记资料不实", deciding=ISSUING, by=group.officer)
    verdict = checked(later, SOMEBODY)
    assert (verdict.state, verdict.reason, bool(verdict.ended_at)) == ("revoked", "登记资料不实", True)
    assert "现在没有有效的登记证" in checked(paper, SOMEBODY).reason


def test_a_replaced_paper_names_the_one_that_is_good_now(group: Group, paper: Paper) -> None:
    """Red when the number is kept that replaced it then: its decision may be taken back, and the paper issued once more."""
    later = a_paper(group, case=2)
    actions.revoke_of_case(2, "批错了", by=group.officer)
    again = Paper.objects.latest("pk")
    assert again.pk > later.pk
    assert again.number in checked(paper, SOMEBODY).reason
    assert later.number not in checked(paper, SOMEBODY).reason
    assert checked(again, SOMEBODY).state == "genuine"


def test_a_paper_that_another_kind_replaced_names_that_one(group: Group, paper: Paper) -> None:
    """Red when only its own kind is looked for."""
    final = a_paper(
        group,
        case=2,
        word=replace(CERTIFICATE, key="final", number="结〔{year}〕{serial}号", replaces=(CERTIFICATE.key,)),
    )
    verdict = checked(paper, SOMEBODY)
    assert verdict.state == "replaced"
    assert final.number in verdict.reason


def test_every_look_is_noted_in_a_stream_of_its_own(paper: Paper) -> None:
    checked(paper, SOMEBODY)
    checked(paper, SOMEBODY, "2" * 12)
    actions.look_up_pdf(b"%PDF-", by=SOMEBODY)
    looks = Event.objects.filter(stream="looks").order_by("-number")[:3]
    assert [look.data["verdict"] for look in looks] == ["unknown", "unknown", "genuine"]
    assert {look.actor["address"] for look in looks} == {"192.0.2.7"}
    assert paper.check_code not in str([look.data for look in looks])


# Files -------------------------------------------------------------------------------------------------------------------


def test_the_signed_file_is_genuine_until_the_paper_ends(group: Group, paper: Paper) -> None:
    pdf = drawn(paper)
    assert actions.look_up_pdf(pdf, by=SOMEBODY).number == paper.number
    a_paper(group, case=2)
    assert actions.look_up_pdf(pdf, by=SOMEBODY).state == "replaced"


ALTERED: dict[str, Callable[[bytes], bytes]] = {
    "a byte in the middle": lambda pdf: (
        pdf[: len(pdf) // 3] + bytes([pdf[len(pdf) // 3] ^ 1]) + pdf[len(pdf) // 3 + 1 :]
    ),
    "something added": lambda pdf: pdf + b"\n% more\n",
    "the end cut off": lambda pdf: pdf[:-200],
    "another file with our signature glued on": lambda pdf: b"%PDF-1.7 fake " + pdf[pdf.index(b"/Contents") - 1 :],
}


@pytest.mark.parametrize("how", ALTERED)
def test_a_file_that_is_not_byte_for_byte_ours_is_altered(paper: Paper, how: str) -> None:
    """Red when only the signature's certificate is looked at."""
    assert verdicts.check_pdf(ALTERED[how](drawn(paper))).state == "altered"


def test_a_file_we_did_not_sign_is_unknown(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when the name in a certificate is compared instead of the certificate: anybody can choose a name."""
    unsigned = drawing.pdf(queries.sources(paper.layouts[0]), paper.data)
    key = ec.generate_private_key(ec.SECP256R1())
    p12 = pkcs12.serialize_key_and_certificates(None, key, certificate.self_signed(key), None, NoEncryption())
    drawn(paper)
    with monkeypatch.context() as patch:
        patch.setattr(certificate, "signer", lambda: SimpleSigner.load_pkcs12_data(p12, other_certs=[]))
        foreign = signing.sign(unsigned, reason="冒签", at=paper.issued_at)
    for file in (unsigned, foreign, b"", b"not a pdf", b"/Contents<" + b"30" * 200 + b">"):
        assert verdicts.check_pdf(file).state == "unknown"


def test_a_row_slipped_into_the_database_does_not_make_a_file_genuine(paper: Paper) -> None:
    """Red when the digest in the database is believed without the signature."""
    drawn(paper)
    forged = b"%PDF-1.7 forged"
    SignedFile.objects.create(
        paper=paper, layout="forged", digest=hashlib.sha256(forged).hexdigest(), signer=certificate.fingerprint()
    )
    assert verdicts.check_pdf(forged).state == "altered"


# The signature -----------------------------------------------------------------------------------------------------------


def test_the_signature_goes_by_database_time_and_covers_all(paper: Paper) -> None:
    at = paper.issued_at + timedelta(hours=2)
    pdf = signing.sign(drawing.pdf(queries.sources(paper.layouts[0]), paper.data), reason="签发", at=at)
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    assert abs(signature.self_reported_timestamp - at) < timedelta(seconds=1)
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signing.holds(pdf, certificate.fingerprint())


def test_drawing_again_leaves_what_is_there_alone(paper: Paper) -> None:
    pdf = drawn(paper)
    assert drawn(paper) == pdf
    assert SignedFile.objects.filter(paper=paper).count() == len(paper.layouts)


def test_every_process_derives_the_same_test_certificate() -> None:
    """Red when the certificate's signature is random: two workers would sign as two people."""
    before = certificate.fingerprint()
    certificate.signer.cache_clear()
    assert certificate.fingerprint() == before
