"""The same life written plainly: bare Django, its default ORM, forms and session, and nothing the product adds."""
