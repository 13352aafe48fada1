"""How words leave the house: SMS and e-mail, and the folders that stand in for them."""
