"""How words leave the house: SMS, e-mail, and the sinks of their tests."""
