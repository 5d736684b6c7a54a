"""What one person asks of another: to be their coach, to be their athlete, to go on with another coach."""

import uuid

from django.db import models

from .people import Athlete, CoachAccess, User


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at=None)

    def to(self, user):
        """Those that this person may answer: sent to their address."""
        return self.filter(email__iexact=user.email) if user.is_authenticated else self.none()


class Invitation(models.Model):
    """An athlete asks a coach to look after them, or a coach asks an athlete for access; the other side answers."""

    ATHLETE, COACH = "athlete", "coach"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_by = models.CharField(max_length=7, choices=[(ATHLETE, "the athlete"), (COACH, "the coach")])
    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations")
    coach = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations")
    email = models.EmailField("e-mail address", help_text="Of the one who is asked.")
    level = models.CharField(max_length=4, choices=CoachAccess.LEVELS, default=CoachAccess.VIEW)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(made_by="athlete", athlete__isnull=False)
                | models.Q(made_by="coach", coach__isnull=False),
                name="invitation_names_who_made_it",
                violation_error_message="An invitation names the athlete or the coach who made it.",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, accepted=None)
                | models.Q(answered_at__isnull=False, accepted__isnull=False),
                name="invitation_answer_has_its_moment",
                violation_error_message="An answer comes with its moment.",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=["view", "edit"]),
                name="invitation_level_is_view_or_edit",
                violation_error_message="A coach may look, or look and edit.",
            ),
            models.UniqueConstraint(
                fields=["athlete", "email"],
                condition=models.Q(answered_at=None, made_by="athlete"),
                name="one_open_invitation_per_athlete_and_address",
                violation_error_message="This coach is invited already.",
            ),
            models.UniqueConstraint(
                fields=["coach", "email"],
                condition=models.Q(answered_at=None, made_by="coach"),
                name="one_open_request_per_coach_and_address",
                violation_error_message="This athlete is asked already.",
            ),
        ]

    def __str__(self):
        return f"{self.athlete or self.coach} asks {self.email}"


class HandOver(models.Model):
    """A coach asks an athlete to go on with another coach; where they agree, that coach is invited in their name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="hand_overs")
    coach = models.ForeignKey(User, on_delete=models.CASCADE, related_name="hand_overs", help_text="Who hands over.")
    email = models.EmailField("e-mail address", help_text="Of the coach who would take over.")
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)
    invitation = models.OneToOneField(
        Invitation, on_delete=models.SET_NULL, null=True, blank=True, related_name="hand_over"
    )

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "coach"],
                condition=models.Q(answered_at=None),
                name="one_open_hand_over_per_athlete_and_coach",
                violation_error_message="This athlete is asked already.",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, agreed=None)
                | models.Q(answered_at__isnull=False, agreed__isnull=False),
                name="hand_over_answer_has_its_moment",
                violation_error_message="An answer comes with its moment.",
            ),
            models.CheckConstraint(
                condition=models.Q(invitation=None) | models.Q(agreed__isnull=False, agreed=True),
                name="only_who_agreed_invites_the_next_coach",
                violation_error_message="A coach is invited once the athlete agreed.",
            ),
        ]

    def __str__(self):
        return f"{self.coach} hands {self.athlete} over to {self.email}"
