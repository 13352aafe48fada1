"""Settings of identity: accounts, signing in, second factor, captcha."""
