"""A form of a pack becomes controls, cleaned answers and problems."""
