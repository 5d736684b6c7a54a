"""How pages show what readers wrote: as text, with its paragraphs and links, and nothing else."""

import nh3
from django import template
from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
OUTSIDE = "ugc nofollow noopener"


@register.filter
def as_written(text: str) -> SafeString:
    """Plain text as paragraphs; addresses in it become links that lend no weight to where they lead."""
    html = linebreaks(urlize(text, autoescape=True), autoescape=False)
    schemes = {"http", "https", "mailto"}
    clean = nh3.clean(html, tags={"p", "br", "a"}, attributes={"a": {"href"}}, url_schemes=schemes, link_rel=OUTSIDE)
    return mark_safe(clean)  # noqa: S308 it was escaped first, and cleaned last
