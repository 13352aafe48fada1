"""The promises of reliability, kept under blows: `make soak` at full size, a tenth of each in `make test`."""
