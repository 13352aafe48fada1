"""测绘地理信息行政许可: the table of contents."""

from banshi.define import Pack, Role, SignIn
from banshi.packs.survey_hall.coordinates import INTERNATIONAL_COORDINATES, LOCAL_COORDINATES
from banshi.packs.survey_hall.demo import DEMO
from banshi.packs.survey_hall.foreign_survey import FOREIGN_SURVEY
from banshi.packs.survey_hall.limits import SIGNER
from banshi.packs.survey_hall.map_review import MAP_REVIEW
from banshi.packs.survey_hall.pages import HOME, MENUS
from banshi.packs.survey_hall.permit import APPLICANT, CHECKER, CLERK, HANDLER, WRITER
from banshi.packs.survey_hall.qualification import QUALIFICATION
from banshi.packs.survey_hall.secret_results import SECRET_ABROAD, SECRET_USE
from banshi.packs.survey_hall.survey_marks import SURVEY_MARKS

PACK = Pack(
    key="survey_hall",
    title="测绘地理信息行政许可",
    agency="测绘地理信息主管部门",
    summary="单位申请测绘地理信息的行政许可，在线提交、补正，查看办理期限，下载决定书。",
    roles=(
        Role(key=APPLICANT, title="申请单位填报人员", seat="signs"),
        Role(key=WRITER, title="申请单位填写人员", seat="fills"),
        Role(key=CHECKER, title="申请单位复核人员", seat="checks"),
        Role(key=CLERK, title="受理人员", second_factor="totp"),
        Role(key=HANDLER, title="承办人员", second_factor="totp"),
        Role(key=SIGNER, title="签发人", second_factor="totp"),
    ),
    sign_in=SignIn(
        identifier="org_code",
        label="用户名",
        hint="单位填写组织机构代码（带不带“-”、大小写均可）；个人和主管部门人员填写用户名",
    ),
    matters=(
        QUALIFICATION,
        FOREIGN_SURVEY,
        INTERNATIONAL_COORDINATES,
        LOCAL_COORDINATES,
        SURVEY_MARKS,
        SECRET_ABROAD,
        SECRET_USE,
        MAP_REVIEW,
    ),
    menus=MENUS,
    home=HOME,
    guide="guide.md",
    demo=DEMO,
    ref_title="申请编号",
)
