"""Who acts here, and the tree below whose agency every person stands."""

PERSON = "person"
TREE = "用户"
