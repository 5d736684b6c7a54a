"""Pictures: uploaded once, named in the texts that show them."""

import re

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import now

from coaching.admin.lists import CarefulAdmin
from coaching.forms.library.pictures import PictureForm
from coaching.models import Picture
from coaching.services.library import pictures


@admin.register(Picture)
class PictureAdmin(CarefulAdmin):
    list_display = ["name", "thumbnail", "alt", "to_paste", "uploaded_at"]
    search_fields = ["name", "alt"]
    list_per_page = 50
    actions = None

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **({} if obj else {"form": PictureForm}) | kwargs)

    def get_fields(self, request, obj=None):
        shown = ["name", "thumbnail", "alt", "to_paste", "size", "shown_in", "uploaded_by", "uploaded_at"]
        return shown if obj else ["name", "alt", "upload"]

    def get_readonly_fields(self, request, obj=None):
        """The name stays: texts call the picture by it."""
        return [name for name in self.get_fields(request, obj) if name != "alt"] if obj else []

    def has_delete_permission(self, request, obj=None):
        """One by one, and only what no text shows."""
        return bool(super().has_delete_permission(request, obj) and obj and not pictures.uses(obj))

    def save_model(self, request, obj, form, change):
        if change:
            return super().save_model(request, obj, form, change)
        return pictures.keep(picture=obj, prepared=form.cleaned_data["upload"], by=request.user, at=now())

    def delete_model(self, request, obj):
        pictures.forget(picture=obj)

    @admin.display(description="picture")
    def thumbnail(self, picture):
        address = reverse("coaching:picture", args=[picture.name])
        return format_html('<img class="thumbnail" src="{}" alt="{}" loading="lazy">', address, picture.alt)

    @admin.display(description="in a text")
    def to_paste(self, picture):
        alt = re.sub(r"([\\\[\]])", r"\\\1", picture.alt)
        return format_html("<code>![{}](image:{})</code>", alt, picture.name)

    @admin.display(description="size")
    def size(self, picture):
        return f"{picture.width} × {picture.height} pixels"

    @admin.display(description="shown in")
    def shown_in(self, picture):
        return ", ".join(pictures.uses(picture)) or "no article"
