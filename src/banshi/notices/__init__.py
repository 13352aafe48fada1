"""What to tell whom when something happened: in the site, and by SMS."""
