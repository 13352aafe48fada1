"""涉密测绘成果: 提供使用, and 对外提供. Only what is not secret is filed here."""

from dataclasses import replace

from banshi.define import YES_NO, Choice, Material, Section, Text, When, options
from banshi.packs.survey_hall.guides import PERMIT_GUIDE
from banshi.packs.survey_hall.matters import a_permit

REGULATION = "《中华人民共和国测绘成果管理条例》"
IS_FIRST = When("first_time", is_in=("是",))
USE = Section(
    key="use",
    title="申请使用的成果",
    hint="成果的名称、范围只写到市、县；具体的清单在受理以后当面递交。",
    fields=(
        Text(key="project", label="项目名称", facet=True),
        Text(key="kind", label="成果的种类和比例尺"),
        Text(key="area", label="范围", hint="只写到市、县"),
        Text(key="purpose", label="使用目的", lines=3, longest=500),
        Choice(key="money", label="项目来源", options=options("财政投资项目", "委托项目")),
        Choice(key="first_time", label="是否第一次申请使用", options=YES_NO),
        Text(key="keeper", label="成果保管人", longest=40),
    ),
)
SECRET_USE = a_permit(
    key="secret_use",
    title="涉密基础测绘成果提供使用审批",
    prefix="SM",
    names=("project",),
    asked=(USE,),
    materials=(
        Material(key="form", title="使用申请表（不涉密，盖章）", printed=True),
        Material(key="letter", title="证明函"),
        Material(
            key="project_approval",
            title="项目批准文件，或者合同、委托函",
            hint="财政投资项目交批准文件，其他交合同或者委托函",
        ),
        Material(key="custody", title="保密管理制度、保管条件和保管人员的证明", when=IS_FIRST),
        Material(key="legal_person", title="法人登记证书", when=IS_FIRST),
    ),
    secretive=True,
    guide=replace(
        PERMIT_GUIDE,
        basis=(f"{REGULATION}第十七条",),
        conditions=(
            "有明确、合法的使用目的",
            "申请的范围、种类、精度与使用目的相一致",
            "符合国家的保密法律法规和政策",
            "不得在本系统填写、上传任何涉及国家秘密的内容",
        ),
        words=("涉密", "基础测绘成果", "提供使用"),
    ),
)

ABROAD = Section(
    key="abroad",
    title="对外提供",
    hint="成果的清单和密级在受理以后当面递交。",
    fields=(
        Text(key="receiver", label="接收成果的外国组织或者个人", facet=True),
        Text(key="country", label="国家或者地区", longest=40),
        Text(key="purpose", label="提供的目的", lines=3, longest=500),
        Text(key="kind", label="成果的种类"),
        Text(key="protection", label="保密措施", lines=3, longest=500),
    ),
)
SECRET_ABROAD = a_permit(
    key="secret_abroad",
    title="对外提供属于国家秘密的测绘成果审批",
    prefix="DW",
    asked=(ABROAD,),
    materials=(
        Material(key="form", title="申请表（不涉密，盖章）", printed=True),
        Material(key="legal_person", title="单位证明"),
        Material(key="cooperation", title="对外合作的批准文件或者协议（不涉密部分）"),
        Material(key="agreement", title="保密协议"),
    ),
    secretive=True,
    guide=replace(
        PERMIT_GUIDE,
        basis=(f"{REGULATION}第十八条",),
        authority="国务院或者省级测绘地理信息主管部门，审批前征求军队有关部门的意见",
        conditions=("确有需要", "采取了保密措施", "不得在本系统填写、上传任何涉及国家秘密的内容"),
        words=("涉密", "对外提供", "测绘成果"),
    ),
)
