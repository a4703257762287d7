"""Kasket's core: reviews a social-media post by guidelines. Knows no screen, no clock, no network."""

from .model import Finding, Review, Setting
from .review import Reviewer, UnusableText

__all__ = ["Finding", "Review", "Reviewer", "Setting", "UnusableText"]
