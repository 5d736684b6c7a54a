"""Self-assessments: the answers, and the findings as computed then."""

import uuid

from django.db import models
from django.db.models import Q

from .people import Athlete


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user, browser=""):
        """Those of this browser, your own, and those of athletes who let you look."""
        mine = Q(browser=browser) if browser else Q(pk=None)
        return self.filter(mine | Q(athlete__in=Athlete.objects.visible_to(user)))

    def answered_by(self, user, browser=""):
        """Those of this browser and your own: a coach may look at others, but not answer in their place."""
        mine = Q(browser=browser) if browser else Q(pk=None)
        return self.filter(mine | Q(athlete__user=user)) if user.is_authenticated else self.filter(mine)

    def drafts(self):
        return self.filter(submitted_at=None)

    def submitted(self):
        return self.exclude(submitted_at=None)

    def unclaimed_before(self, moment):
        """What nobody claimed by signing up and nobody has touched since `moment`."""
        return self.filter(athlete=None, updated_at__lt=moment)


class Assessment(models.Model):
    """One self-assessment. Without an account it belongs to the browser that filled it in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, null=True, blank=True, related_name="assessments")
    browser = models.CharField(max_length=43, blank=True, db_index=True, editable=False)
    answers = models.JSONField()
    done = models.JSONField(default=list, help_text="The pages that were answered.")
    findings = models.JSONField(null=True, blank=True)
    rules_version = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(athlete__isnull=False) | ~Q(browser=""),
                name="assessment_has_an_owner",
                violation_error_message="An assessment belongs to an athlete or to a browser.",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, findings=None) | Q(submitted_at__isnull=False, findings__isnull=False),
                name="findings_come_with_submission",
                violation_error_message="A submitted assessment has findings; a draft has none.",
            ),
            models.UniqueConstraint(
                fields=["browser"],
                condition=Q(submitted_at=None) & ~Q(browser=""),
                name="one_draft_per_browser",
                violation_error_message="This browser already has a draft.",
            ),
        ]

    def __str__(self):
        return f"{self.athlete or 'Unclaimed'}, {self.created_at:%d %b %Y}"
