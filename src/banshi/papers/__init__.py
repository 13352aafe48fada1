"""What is issued: a number and a row in the deciding transaction, the signed PDF right after, and its check."""
