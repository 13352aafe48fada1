"""Banshi 办事: one engine for filing with public offices and deciding what was filed."""
