"""A define.Form becomes cleaned answers, problems, readable text and something to draw. Pure: no table, no request."""
