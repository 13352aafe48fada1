"""接口: what programs may read. Public reads in OpenAPI; errors as problem details (RFC 9457)."""
