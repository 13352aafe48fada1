"""What all eight have in common: an application by the unit itself, the same flow, papers and notices."""

from banshi.define import Form, Guide, Material, MaterialList, Matter, MayFile, OldSystem, Paper, Rule, Section, Term
from banshi.packs.survey_hall.applicant import APPLICANT_SECTION, DELIVERY_SECTION
from banshi.packs.survey_hall.limits import DECISION
from banshi.packs.survey_hall.notices import NOTICES
from banshi.packs.survey_hall.papers import papers
from banshi.packs.survey_hall.permit import FILERS, TREE, flow
from banshi.packs.survey_hall.secrecy import MARKS, SECRECY, SECRECY_SECTION, WARNING, unmarked

LARGEST = 10 * 1024 * 1024
BEFORE = OldSystem(key="survey", title="原测绘行政许可系统", by_key=True)
KINDS = ("pdf", "jpg", "png")  # no archives: what stands in one cannot be seen by its name


def a_permit(
    *,
    key: str,
    title: str,
    prefix: str,
    asked: tuple[Section, ...],
    materials: tuple[Material, ...],
    guide: Guide,
    rules: tuple[Rule, ...] = (),
    names: tuple[str, ...] = (),
    limits: tuple[Term, ...] = (DECISION,),
    issues: tuple[Paper, ...] = (),
    secretive: bool = False,
) -> Matter:
    """A matter that asks `asked` between who applies and how the decision is delivered; the answers to `names` tell its applications
    apart, and a grant issues the papers in `issues` beside its decision. A `secretive` one is about secrets and takes none: it says so
    first of all, asks, and refuses; nothing of what was typed is told to everybody."""
    sections = (APPLICANT_SECTION, *asked, DELIVERY_SECTION)
    first, more = ((SECRECY_SECTION,), (SECRECY, unmarked(sections))) if secretive else ((), ())
    told = () if secretive else names
    return Matter(
        key=key,
        title=title,
        prefix=prefix,
        form=Form(title="申请表", sections=(*first, *sections)),
        flow=flow(told, *limits, issues=issues),
        may_file=MayFile(rights=("self",), roles=FILERS, tree=TREE),
        names=names,
        materials=MaterialList(
            title="申请材料",
            materials=materials,
            kinds=KINDS,
            largest=LARGEST,
            hint=WARNING if secretive else "",
            never=MARKS,
        ),
        rules=(*more, *rules),
        papers=(*papers(told), *issues),
        notices=NOTICES,
        guide=guide,
        old_system=BEFORE,
    )
