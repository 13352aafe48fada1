"""What is issued: a 登记证 to a first-level enterprise, a 登记表 to every other."""

from dataclasses import replace

from banshi.define import Form, Layout, Paper

USED = (
    "name",
    "org_code",
    "uscc",
    "situations",
    "form",
    "established_on",
    "main_investor",
    "top_enterprise",
    "regulator",
    "tier",
    "ownership_class",
    "organisation_form",
    "region",
    "address",
    "legal_representative",
    "industries",
    "main_business",
    "operating_state",
    "registered_capital",
    "paid_in_capital",
    "state_capital",
    "assets",
    "liabilities",
    "equity",
    "investors",
    "filler",
    "filler_phone",
)
SHOWN = (
    "name",
    "org_code",
    "legal_representative",
    "registered_capital",
    "state_capital",
    "organisation_form",
    "tier",
    "ownership_class",
)

REGISTRATION_FORM = Paper(
    key="registration_form",
    title="企业产权登记表",
    number="产权登记表〔{year}〕{serial:06}号",
    layouts=(Layout("standard", "登记表（A4）", "registration_form.typ"),),
    fields=USED,
    shown=SHOWN,
    # A company that comes to be a second-level one has a form from then on, and no certificate.
    replaces=("registration_certificate",),
)
REGISTRATION_CERTIFICATE = Paper(
    key="registration_certificate",
    title="企业产权登记证",
    number="产权登记证〔{year}〕{serial:06}号",
    layouts=(Layout("original", "正本", "certificate.typ"), Layout("duplicate", "副本", "certificate_duplicate.typ")),
    fields=USED,
    shown=SHOWN,
    replaces=("registration_form",),
)


def registration_papers(form: Form) -> tuple[Paper, Paper]:
    """Both papers, with those of their fields that a form asks."""
    asked = {field.key for field in form.fields()}
    both = (REGISTRATION_FORM, REGISTRATION_CERTIFICATE)
    form_, certificate = (replace(paper, fields=tuple(key for key in paper.fields if key in asked)) for paper in both)
    return form_, certificate
