"""Pictures as a coach uploads them."""

from django import forms

from coaching.models import Picture
from coaching.services.library import pictures


class PictureForm(forms.ModelForm):
    """What is in the file is looked at here, so that what is wrong with it stands at its field."""

    upload = forms.FileField(
        label="Picture",
        help_text="JPEG, PNG or WebP, at most 8 MB. It is made smaller where it is wider than 1600 pixels.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"empty": pictures.NO_PICTURE},
    )

    class Meta:
        model = Picture
        fields = ["name", "alt"]

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        return pictures.prepare(upload.file, size=upload.size)
