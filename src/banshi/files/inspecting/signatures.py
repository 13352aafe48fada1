"""What the kinds begin with."""

OLE, ZIP, RAR, PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"Rar!\x1a\x07", b"%PDF-"
# fmt: off
SIGNATURES: dict[str, bytes | tuple[bytes, ...]] = {
    "pdf": PDF, "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "tif": (b"II*\0", b"MM\0*"), "txt": b"", "zip": ZIP, "rar": RAR,
    "bundle": ZIP, "doc": OLE, "xls": OLE, "ppt": OLE, "ole": OLE, "docx": ZIP, "xlsx": ZIP, "pptx": ZIP, "ooxml": ZIP, "ofd": ZIP,
}
PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
# Pictures a document may show: PNG, JPEG, GIF, BMP, TIFF, JPEG XR, WMF, packed EMF and WMF, EMF.
PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"II\xbc", b"\xd7\xcd\xc6\x9a", b"\1\0\t\0", b"\2\0\t\0", b"\x1f\x8b",
)
# fmt: on
EMF = slice(40, 44)


def container(data: bytes) -> str:
    """The kind of a file that may hold others, whatever it is called; "" for all the rest."""
    if data.startswith(ZIP) and b"[Content_Types].xml" in data:
        return "ooxml"
    return next((kind for kind in ("zip", "rar", "ole", "pdf") if data.startswith(SIGNATURES[kind])), "")


def is_picture(data: bytes) -> bool:
    """True for what a document may show."""
    return data.startswith(PICTURES) or data[EMF] == b" EMF"
