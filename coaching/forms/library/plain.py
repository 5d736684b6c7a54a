"""Text that readers write: any script, but nothing that cannot be seen or that turns other text round."""

import re

from django import forms

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
UNSEEN = re.compile(
    "[\0-\x09\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u200b\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
TOO_LONG = "Make it shorter: %(limit_value)d characters fit, and it has %(show_value)d."


def tidied(text: str, lines: bool = False) -> str:
    """Without control characters and bidi overrides; on one line, or with at most one empty line in between."""
    text = LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = TURNING.sub("", UNSEEN.sub("", text))
    text = re.sub(r"\n\s*\n\s*", "\n\n", text) if lines else " ".join(text.split())
    return text.strip()


class PlainField(forms.CharField):
    """One line, or several with `lines`. What is too long is refused and not cut off in the browser, so nothing is lost."""

    def __init__(self, *, empty: str = "", lines: bool = False, short: str = "", **kwargs):
        self.lines, self.short = lines, short
        errors = {"required": empty, "max_length": TOO_LONG}
        if lines:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 8}))
        super().__init__(required=bool(empty), error_messages=errors, **kwargs)

    def to_python(self, value):
        text = tidied(super().to_python(value), self.lines)
        return text if any(map(str.isalnum, text)) else ""

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs
