"""How units are looked for: by part of the name, however it is spelled, or by the beginning of the code, however it is typed."""

from django.db.models import Q
from django.db.models.lookups import Contains

from banshi.lib import codes
from banshi.lib.spelled import Spelled, spelled


def like(text: str, of: str = "") -> Q:
    """The units so looked for; `of` leads to the unit from what is filtered ("organisation__"). Nothing typed leaves all."""
    part = spelled(text)
    if not part:
        return Q()
    return Q(Contains(Spelled(f"{of}name"), part)) | Q(**{f"{of}code__startswith": codes.normal(text)})
