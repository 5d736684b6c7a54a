"""Lists of rows, whatever they are asked for."""

from itertools import chain

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, ValidationError

MOST_DIGITS = 18  # a database holds no longer number
MOST_SIGNS = 2000  # nor compares it with a pattern without end
BY_PATTERN = ("regex", "iregex")  # one can be written that keeps the site busy for hours


class CarefulAdmin(admin.ModelAdmin):
    """Its list answers 400 to what no row can have: Django would ask the database, which stumbles over it."""

    def changelist_view(self, request, extra_context=None):
        asked = chain.from_iterable(values for _, values in request.GET.lists())
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(map(may_be_asked, asked)) or not all(map(self._may_be_a_key, chosen)):
            raise BadRequest("No row has that.")
        return super().changelist_view(request, extra_context)

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as none_such:  # a year 0, a number too large in a list of numbers
            if not request.GET:
                raise
            raise BadRequest("No row has that.") from none_such

    def lookup_allowed(self, lookup, value, request):
        return lookup.split("__")[-1] not in BY_PATTERN and super().lookup_allowed(lookup, value, request)

    def _may_be_a_key(self, value):
        try:
            self.opts.pk.to_python(value)
        except ValidationError:
            return False
        return may_be_asked(value)


def may_be_asked(value):
    most = MOST_DIGITS if value.isdecimal() else MOST_SIGNS
    return "\0" not in value and len(value) <= most
