"""The certificate this installation signs papers with.

A real one is a PKCS#12 file named by `BANSHI_SIGNING_P12`, its password in the file named by `BANSHI_SIGNING_PASSWORD_FILE`. Without
one, a test certificate follows from a secret of this installation: every process derives the same, and papers say 测试.
"""

import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from pyhanko.sign import SimpleSigner

from banshi.lib import home

TEST_NAME = "测试签章（无法律效力）"
SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2070, 1, 1, tzinfo=UTC)


class NoCertificate(RuntimeError):
    """The certificate named by the settings cannot be used; the message says why and what to do."""


def is_test() -> bool:
    """True when papers are signed with the test certificate."""
    return not os.environ.get("BANSHI_SIGNING_P12")


@cache
def signer() -> SimpleSigner:
    """Key and certificate, ready to sign. Raises NoCertificate."""
    if is_test():
        return _opened(_test_p12(home.secret("signing")))
    file, password = os.environ["BANSHI_SIGNING_P12"], os.environ.get("BANSHI_SIGNING_PASSWORD_FILE")
    try:
        word = Path(password).read_bytes().strip() if password else None
        return _opened(Path(file).read_bytes(), word)
    except (AttributeError, OSError, ValueError) as why:
        advice = "请检查 BANSHI_SIGNING_P12 和 BANSHI_SIGNING_PASSWORD_FILE。"
        raise NoCertificate(f"签章证书 {file} 打不开（{why}）。{advice}") from why


def _opened(p12: bytes, password: bytes | None = None) -> SimpleSigner:
    opened: SimpleSigner = SimpleSigner.load_pkcs12_data(p12, other_certs=[], passphrase=password)
    return opened


def fingerprint() -> str:
    """SHA-256 of the certificate in hex."""
    certificate: Any = signer().signing_cert
    return str(certificate.sha256.hex())


def _test_p12(secret: bytes) -> bytes:
    key = ec.derive_private_key(int.from_bytes(secret) >> 1, ec.SECP256R1())
    return pkcs12.serialize_key_and_certificates(None, key, self_signed(key), None, NoEncryption())


def self_signed(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    """A self-signed certificate; equal keys give equal certificates (RFC 6979), so nothing but the key need be kept."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, TEST_NAME)])
    draft = x509.CertificateBuilder(name, name, key.public_key(), 1, SINCE, UNTIL)
    draft = draft.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    return draft.add_extension(_signs(), critical=True).sign(key, SHA256(), ecdsa_deterministic=True)


def _signs() -> x509.KeyUsage:
    """digitalSignature and nonRepudiation, as PDF readers ask of a signer."""
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
