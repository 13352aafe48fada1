"""土地资产信息上报: what units own or use of land, reported level by level to a province's agency."""
