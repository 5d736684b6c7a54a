"""What a page is in the words of schema.org, as data that no browser runs."""

import json

from django.urls import reverse
from django.utils.safestring import mark_safe

from coaching.models.library.review import EDITORS

NAME = "Uncramp"
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
CRAMP = {"@type": "MedicalCondition", "name": "Muscle cramp"}
READERS = {"@type": "PeopleAudience", "audienceType": "Adults who run or cycle"}


def as_data(words):
    """JSON that nothing can break out of: not even "</script>" ends the block it stands in."""
    return mark_safe(json.dumps(words, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))  # noqa: S308


def article_data(revision, citations, address, site):
    """A published revision as a MedicalWebPage, and the way to it."""
    page = {
        "@type": "MedicalWebPage",
        "@id": address,
        "url": address,
        "headline": revision.title,
        "description": revision.summary,
        "inLanguage": revision.language,
        "datePublished": (revision.first_live or revision.publish_from).isoformat(),
        "dateModified": revision.publish_from.isoformat(),
        "lastReviewed": revision.reviewed_on.isoformat(),
        "reviewedBy": person(revision.reviewer_name, revision.reviewer_credentials),
        "author": person(revision.author_name),
        "publisher": {"@type": "Organization", "name": NAME, "url": site},
        "about": CRAMP,
        "audience": READERS,
        "citation": [scholarly(citation.source) for citation in citations],
    }
    return as_data({"@context": "https://schema.org", "@graph": [page, crumbs(revision, address, site)]})


def person(name, credentials=""):
    if name == EDITORS:
        return {"@type": "Organization", "name": name}
    return {"@type": "Person", "name": name} | ({"jobTitle": credentials} if credentials else {})


def scholarly(source):
    found = {"@type": "ScholarlyArticle", "name": source.reference}
    return found | ({"url": source.url} if source.url else {}) | ({"identifier": source.doi} if source.doi else {})


def crumbs(revision, address, site):
    way = [("Library", site.rstrip("/") + reverse("coaching:library")), (revision.title, address)]
    steps = [{"@type": "ListItem", "position": i, "name": name, "item": at} for i, (name, at) in enumerate(way, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
