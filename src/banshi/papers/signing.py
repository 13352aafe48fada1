"""The signature on a paper: PAdES (ETSI EN 319 142-1), level B-B."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto.cms import ContentInfo  # type: ignore[import-untyped]
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from banshi.papers import certificate

# A signature in a PDF is hexadecimal; ours takes some 16 KB.
SIGNATURES = re.compile(rb"/Contents\s*<([0-9A-Fa-f]{2,131072})")
ROOM = 16 * 1024  # kept free for it; without being told, pyhanko would sign twice to find out
MOST_SIGNATURES = 20


def sign(pdf: bytes, *, reason: str, at: datetime) -> bytes:
    """The PDF with an invisible signature over all of it, which says that it was made `at`."""
    meaning = PdfSignatureMetadata(
        field_name="Seal", md_algorithm="sha256", reason=reason, subfilter=SigSeedSubFilter.PADES
    )
    signed = _SignerAt(at, meaning).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=ROOM)
    return bytes(signed.getvalue())


class _SignerAt(PdfSigner):
    """A signer that goes by the time it is given: the worker's own clock may be wrong."""

    def __init__(self, at: datetime, meaning: PdfSignatureMetadata) -> None:
        super().__init__(meaning, certificate.signer())
        self._at = at

    def init_signing_session(self, *given: Any, **more: Any) -> PdfSigningSession:
        """pyhanko asks for its session here, and takes the time from it."""
        session = super().init_signing_session(*given, **more)
        session.system_time = self._at
        return session


def holds(pdf: bytes, signer: str) -> bool:
    """True when the one signature on a PDF is that signer's and covers every byte. For files we have a digest of, not strangers'."""
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if [each.signer_cert.sha256.hex() for each in signatures] != [signer]:
            return False
        ours = ValidationContext(trust_roots=[signatures[0].signer_cert], allow_fetching=False)
        status = validate_pdf_signature(signatures[0], ours, skip_diff=True)
    except (KeyError, PdfError, ValueError):
        return False
    return bool(status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE)


def signers(pdf: bytes) -> set[str]:
    """Whose certificates the signatures in a file carry. The file may be broken or hostile: no PDF reader touches it."""
    found = list(SIGNATURES.finditer(pdf))[:MOST_SIGNATURES]
    return {signer for each in found for signer in _signers(each[1])}


def _signers(digits: bytes) -> Iterator[str]:
    try:
        signed = ContentInfo.load(bytes.fromhex(digits[: len(digits) // 2 * 2].decode()))["content"]
        yield from [each.chosen.sha256.hex() for each in signed["certificates"]]
    except (KeyError, TypeError, ValueError):  # not a signature
        return
