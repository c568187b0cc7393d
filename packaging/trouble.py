"""What ends a build."""


class BuildFailed(Exception):
    """The sentence that says what to look at."""
