"""One module per feature, of the same name, with ``use(archive)``: one use case, read back.

A feature without one fails the self-test, and a test of it.
"""
