"""Secret addresses: whoever has one may look."""

import re
from secrets import token_urlsafe

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """256 bits of chance in 43 characters."""
    return token_urlsafe(32)


def is_token(text: str) -> bool:
    """Whether it may be one at all; what is none need not be looked for, and some of it no database takes."""
    return TOKEN.fullmatch(text) is not None
