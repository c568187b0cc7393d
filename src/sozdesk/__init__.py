"""SozDesk: an offline desk for social assistance in the canton of Basel-Landschaft."""

__version__ = "0.1.0"
