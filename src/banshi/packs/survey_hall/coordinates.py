"""坐标系统: 建立相对独立的平面坐标系统审批, and 采用国际坐标系统审批, which the law of 2017 has given up."""

from dataclasses import replace

from banshi.define import Choice, Closed, Material, Section, Text, When, options
from banshi.packs.survey_hall.guides import LAW, PERMIT_GUIDE
from banshi.packs.survey_hall.matters import a_permit

IS_CITY = When("need_of", is_in=("城市",))
SYSTEM = Section(
    key="system",
    title="坐标系统",
    fields=(
        Text(key="system_name", label="坐标系统名称", facet=True),
        Choice(key="need_of", label="为什么建立", options=options("城市", "建设工程")),
        Text(key="place", label="城市或者工程名称"),
        Text(key="existing", label="已有坐标系统的情况", lines=3, longest=500),
        Text(key="why", label="建立的必要性", lines=4, longest=1000),
        Text(key="tie", label="与国家坐标系统的联系方式", lines=3, longest=500),
    ),
)
LOCAL_COORDINATES = a_permit(
    key="local_coordinates",
    title="建立相对独立的平面坐标系统审批",
    prefix="DZ",
    names=("system_name",),
    asked=(SYSTEM,),
    materials=(
        Material(key="form", title="申请书（盖章）", printed=True),
        Material(key="legal_person", title="法人证书"),
        Material(key="project", title="立项批准文件"),
        Material(key="argument", title="必要性和可行性的专家论证"),
        Material(key="archive", title="测绘成果档案管理的证明"),
        Material(key="city_consent", title="该市人民政府同意建立的文件", when=IS_CITY),
    ),
    guide=replace(
        PERMIT_GUIDE,
        basis=(f"{LAW}第十一条", "《建立相对独立的平面坐标系统管理办法》（自然资规〔2023〕5号）"),
        authority="省级测绘地理信息主管部门；大城市以上和国家重大工程由国务院测绘地理信息主管部门审批",
        conditions=(
            "因建设、城市规划和科学研究的需要，国家统一的坐标系统不能满足要求",
            "一个城市、一个工程只建立一个",
            "与国家坐标系统相联系",
        ),
        words=("坐标系统", "独立坐标", "平面坐标"),
    ),
)

REQUEST = Section(key="request", title="采用的坐标系统", fields=(Text(key="why", label="理由", lines=3, longest=500),))
INTERNATIONAL_COORDINATES = a_permit(
    key="international_coordinates",
    title="采用国际坐标系统审批",
    prefix="GJ",
    asked=(REQUEST,),
    materials=(Material(key="form", title="申请书（盖章）", printed=True),),
    guide=replace(
        PERMIT_GUIDE,
        basis=("《中华人民共和国测绘法》（2002 年）",),
        closed=Closed(
            why="2017 年修订的测绘法不再设定这项行政许可",
            instead="使用国家统一的 2000 国家大地坐标系；确有需要的，办理“建立相对独立的平面坐标系统审批”",
        ),
        words=("坐标系统", "国际坐标"),
    ),
)
