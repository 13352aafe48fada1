"""单点登录 (OpenID Connect), both ways: other platforms let in who has signed in here, and an outside provider says who comes here."""
