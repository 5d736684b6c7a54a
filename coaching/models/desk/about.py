"""What a coach writes down or puts away about one athlete."""

import uuid

from django.db import models

from coaching.models.people import Athlete, User

MOST_MB = 10


class PrivateNote(models.Model):
    """For its author alone: neither the athlete nor another coach ever sees it."""

    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="private_notes")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="private_notes")
    text = models.TextField(max_length=5000)
    form = models.UUIDField(editable=False, help_text="The form it came from: sent twice, it counts once.")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["author", "form"], name="one_private_note_per_form")]

    def __str__(self):
        """Not its text: a superuser is told the names of what would be deleted."""
        return f"of {self.created_at:%d %b %Y}"


class AthleteFile(models.Model):
    """A file that coach and athlete share, such as a strength sheet or a letter from a physiotherapist."""

    MOST_BYTES = MOST_MB * 1024 * 1024

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="files")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="files_given")
    name = models.CharField(max_length=150)
    file = models.FileField(upload_to="files/")
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="In bytes.")
    form = models.UUIDField(editable=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form"], name="one_file_per_form"),
            models.CheckConstraint(
                condition=models.Q(size__lte=MOST_MB * 1024 * 1024),
                name="file_of_ten_megabytes_at_most",
                violation_error_message=f"A file has {MOST_MB} MB at most.",
            ),
        ]

    def __str__(self):
        return self.name
