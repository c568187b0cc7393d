"""SozDesk: an offline desk for social assistance in the canton of Basel-Landschaft."""

from datetime import date

__version__ = "0.1.0"
DATED = date(2026, 11, 25)
"""Day of this version; stands in its handbook."""
