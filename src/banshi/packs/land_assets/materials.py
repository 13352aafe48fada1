"""附件: what shows the right and the land."""

from banshi.define import AnyOf, Material, MaterialList, When

HAS_TITLE = AnyOf((When("title_state", is_in=("已办证",)), When("title_state", is_in=("无证有合同",))))
ATTACHED = MaterialList(
    title="附件",
    kinds=("pdf", "jpg", "png", "zip"),
    largest=10 * 1024 * 1024,
    excusable=True,
    materials=(
        Material(
            key="title_scan",
            title="证书、合同或文件扫描件",
            required=HAS_TITLE,
            hint="批量填报的可以在“缺失说明”里写明后补",
        ),
        Material(key="parcel_map", title="宗地图", required=None),
        Material(key="photo", title="现状照片", required=None),
    ),
)
