"""Moved to ``files``; this name goes as soon as nobody imports it."""

from sozdesk.features.rent_limits.files import cell_contents

__all__ = ["cell_contents"]
