"""People: who logs in."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

EMAIL_TAKEN = "There is already an account with this e-mail address."


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        """Store a person; without a password nobody can log in as them."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.clean()
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A person who logs in, by e-mail address: `Ada@example.org` and `ada@example.org` are one."""

    username = None
    first_name = None
    last_name = None
    name = models.CharField(max_length=100, blank=True, help_text="What the site calls you.")
    credentials = models.CharField(
        max_length=120,
        blank=True,
        help_text="What stands behind the name of a medical reviewer, such as “doctor of sports medicine”. The site "
        "takes a text as medically reviewed only where this is filled in.",
    )
    email = models.EmailField("e-mail address", unique=True, error_messages={"unique": EMAIL_TAKEN})

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_user_per_email_whatever_its_case",
                violation_error_message=EMAIL_TAKEN,
            )
        ]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        """Keep addresses in lower case, as the constraint compares them."""
        super().clean()
        self.email = self.email.lower()

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)


class AthleteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Your own, and those who let you look as their coach."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(models.Q(user=user) | models.Q(pk__in=CoachAccess.objects.current().of(user).athletes()))

    def editable_by(self, user):
        """Your own, and those who let you edit as their coach."""
        if not user.is_authenticated:
            return self.none()
        edit = CoachAccess.objects.current().of(user).filter(level=CoachAccess.EDIT)
        return self.filter(models.Q(user=user) | models.Q(pk__in=edit.athletes()))


class Athlete(models.Model):
    """A runner or cyclist; may have a log-in, or be kept by a coach until they accept an invitation."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, null=True, blank=True, related_name="athlete")
    name = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AthleteQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class CoachAccessQuerySet(models.QuerySet):
    def current(self):
        return self.filter(revoked_at=None)

    def of(self, coach):
        return self.filter(coach=coach)

    def athletes(self):
        return self.values("athlete_id")


class CoachAccess(models.Model):
    """An athlete's permission for a coach; revoking ends it at once and keeps the row."""

    VIEW, EDIT = "view", "edit"
    LEVELS = [(VIEW, "may look"), (EDIT, "may look and edit")]

    athlete = models.ForeignKey(Athlete, on_delete=models.CASCADE, related_name="coach_access")
    coach = models.ForeignKey(User, on_delete=models.CASCADE, related_name="coaching_access")
    level = models.CharField(max_length=4, choices=LEVELS, default=VIEW)
    granted_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CoachAccessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "coach access"
        ordering = ["-granted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "coach"],
                condition=models.Q(revoked_at=None),
                name="one_current_access_per_coach_and_athlete",
                violation_error_message="This coach already has access to this athlete.",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=["view", "edit"]),
                name="access_level_is_view_or_edit",
                violation_error_message="A coach may look, or look and edit.",
            ),
        ]

    def __str__(self):
        return f"{self.coach}: {self.athlete} ({self.level})"
