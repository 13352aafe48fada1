"""身份信息变更: a person whose name or identity document has changed asks that their account follow; two administrators decide."""
