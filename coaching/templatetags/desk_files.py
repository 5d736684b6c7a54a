"""The form to share a file, for a page that has more to show than files."""

from django import template

from coaching.forms.desk.files import FileForm

register = template.Library()


@register.simple_tag
def new_file_form():
    return FileForm()
