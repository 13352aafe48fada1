"""How a stored content is handed to a browser: under our own type, sandboxed, and never kept by anybody on the way."""

from django.utils.http import content_disposition_header

TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
}
SHOWN_IN_PAGE = ("pdf", "jpg", "png")
# Older Chromium refuses to show a PDF inside a sandbox; its viewer keeps PDF apart from our pages by itself.
POLICY = "script-src 'none'; frame-ancestors 'self'"
SANDBOXED = f"{POLICY}; object-src 'none'; sandbox"


def response_headers(name: str, kind: str) -> dict[str, str]:
    """The headers: shown in the browser where its own viewers can show it, saved under its name (RFC 5987) otherwise."""
    return {
        "Content-Type": TYPES[kind],
        "Content-Disposition": content_disposition_header(kind not in SHOWN_IN_PAGE, name) or "",
        "Content-Security-Policy": POLICY if kind == "pdf" else SANDBOXED,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
