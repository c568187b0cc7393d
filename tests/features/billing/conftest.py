"""Here so that the tests below find the kits beside it."""
