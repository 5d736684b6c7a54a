"""The verbs of the library, one file each; what plans and findings need of it is here."""

from .shelf import catalogue, sources
from .starter import load_starter

__all__ = ["catalogue", "load_starter", "sources"]
