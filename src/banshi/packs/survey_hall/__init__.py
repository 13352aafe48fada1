"""测绘地理信息行政许可: eight permits of the surveying authority, under the legal clock."""
