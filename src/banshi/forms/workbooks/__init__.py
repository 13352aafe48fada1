"""A form as a workbook: the template to fill in, what was filled in, and the same workbook with what is wrong in it. Pure."""
