"""What is attached."""

from banshi.define import Material, MaterialList

MATERIALS = MaterialList(title="附件", materials=(Material(key="photo", title="证件照"),), kinds=("jpg", "png"))
