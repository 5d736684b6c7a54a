"""Who looked at an athlete."""

from django.db import models

from .people import Athlete, User


class Look(models.Model):
    """That somebody other than the athlete looked at their health data: who, when, at which page. Not what it said."""

    WHAT = [
        ("roster", "the list of athletes"),
        ("overview", "your overview"),
        ("plan", "a plan"),
        ("week", "a week to edit"),
        ("answers", "answers and findings"),
        ("training", "the training log"),
        ("as_you", "your pages, as you see them"),
        ("file", "a file"),
        ("template", "a template given to you"),
        ("export", "an export to a file"),
        ("desk", "another page of the desk"),
    ]

    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="looks")
    coach = models.ForeignKey(User, on_delete=models.CASCADE, related_name="looks")
    what = models.CharField(max_length=8, choices=WHAT)
    at = models.DateTimeField(help_text="The first of the looks that this line counts.")
    times = models.PositiveIntegerField(default=1, help_text="The list of athletes is counted by the hour.")
    last_at = models.DateTimeField(null=True, blank=True, help_text="The last of them, where there are several.")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_at=None, times=1) | models.Q(last_at__isnull=False, times__gt=1),
                name="several_looks_have_a_last_one",
                violation_error_message="Several looks have a last moment, a single one has none.",
            ),
        ]
        indexes = [models.Index(fields=["athlete", "at"], name="look_by_moment")]

    def __str__(self):
        return f"{self.coach} looked at {self.athlete}"
