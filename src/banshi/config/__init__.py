"""How the rooms are put together: settings, addresses, the entry of the web server."""
