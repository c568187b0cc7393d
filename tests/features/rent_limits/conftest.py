"""Being here lets the tests of the pages import the examples of this folder."""
