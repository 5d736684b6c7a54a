"""People: who logs in and how they like the site, athletes, who may look at them, and what they agreed to."""

from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from coaching.rules.terms import Units

from .choices import UNITS

EMAIL_TAKEN = "There is already an account with this e-mail address."

COACHES = "Coaches"  # the group of those who look after athletes; `setup_roles` gives it its permissions

KG, LB = "kg", "lb"
WEIGHTS = [(KG, "kilograms"), (LB, "pounds")]
LANGUAGES = [("en", "English"), ("ru", "Русский")]
WEEK_STARTS = [(0, "Monday"), (5, "Saturday"), (6, "Sunday")]


def known_time_zone(name):
    """Refuse what is no time zone of the IANA list."""
    if name not in available_timezones():
        raise ValidationError("Choose a time zone from the list.", code="unknown_time_zone")


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

    units = models.CharField("distances in", max_length=8, choices=UNITS, default=Units.METRIC.value)
    weight_units = models.CharField("weights in", max_length=2, choices=WEIGHTS, default=KG)
    language = models.CharField(
        max_length=2, choices=LANGUAGES, default="en", help_text="For articles, where we have it."
    )
    time_zone = models.CharField(max_length=64, default="UTC", validators=[known_time_zone])
    week_starts_on = models.PositiveSmallIntegerField(choices=WEEK_STARTS, default=0)
    mail_suggestions = models.BooleanField("a changed plan is suggested", default=True)
    mail_week = models.BooleanField("how the week went", default=True)
    mail_comments = models.BooleanField("a coach wrote to you", default=True)

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

    @property
    def weights(self):
        return Units.IMPERIAL if self.weight_units == LB else Units.METRIC

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)


def coaches(user):
    """The membership of a person, or of each user of an outer query, in the group of coaches: one row or none."""
    return User.groups.through.objects.filter(user=user, group__name=COACHES)


class AthleteQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Your own, and those who let you look as their coach."""
        if not user.is_authenticated:
            return self.none()
        return self._own_or(user, CoachAccess.objects.current())

    def editable_by(self, user):
        """Your own, and those who let you edit as their coach."""
        if not user.is_authenticated:
            return self.none()
        return self._own_or(user, CoachAccess.objects.current().filter(level=CoachAccess.EDIT))

    def _own_or(self, user, access):
        """Access waits while its coach is none: staff, whose second factor is asked for at the door, in the group of coaches."""
        if not (user.is_staff or user.is_superuser):
            return self.filter(user=user)
        held = access.of(user) if user.is_superuser else access.of(user).filter(models.Exists(coaches(user)))
        return self.filter(models.Q(user=user) | models.Q(pk__in=held.athletes()))

    def reachable(self):
        """Those whose account is open and whose consent, to whatever version of its text, is not withdrawn."""
        agreed = Consent.objects.filter(user=models.OuterRef("user"), withdrawn_at=None)
        return self.filter(models.Exists(agreed), user__is_active=True)


class Athlete(models.Model):
    """A runner or cyclist; may have a log-in, or be kept by a coach until they accept an invitation."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, null=True, blank=True, related_name="athlete")
    name = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="Counts every change to what the athlete's own pages show."
    )

    summed_up_on = models.DateField(
        null=True, blank=True, editable=False, help_text="The Monday of the last week that a letter summed up."
    )
    kept_email = models.EmailField(
        "e-mail address", blank=True, help_text="Where a coach who keeps this athlete may invite them."
    )

    objects = AthleteQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


class TrainingGroup(models.Model):
    """How a coach sorts their athletes; nobody else sees it."""

    coach = models.ForeignKey(User, on_delete=models.CASCADE, related_name="training_groups")
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "coach",
                Lower("name"),
                name="one_group_per_coach_and_name",
                violation_error_message="You have a group of this name already.",
            ),
        ]

    def __str__(self):
        return self.name


class CoachAccessQuerySet(models.QuerySet):
    def current(self):
        return self.filter(revoked_at=None)

    def at_work(self):
        """Without those the coach has put into the archive."""
        return self.current().filter(archived_at=None)

    def of_coaches(self):
        """Without those that wait, as their coach is none any more."""
        still = models.Q(models.Exists(coaches(models.OuterRef("coach"))), coach__is_staff=True)
        return self.filter(models.Q(coach__is_superuser=True) | still, coach__is_active=True)

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
    group = models.ForeignKey(TrainingGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="members")
    paused_until = models.DateField(
        null=True, blank=True, help_text="Up to this day, counted, the athlete does not ask for the coach's attention."
    )
    archived_at = models.DateTimeField(null=True, blank=True, help_text="Put away by the coach; access stays.")
    noted_at = models.DateTimeField(
        null=True, blank=True, help_text="Cramps and answers from before this moment are known to the coach."
    )

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


class Consent(models.Model):
    """A person's explicit consent to keep health data: which text, when, until when. Withdrawing keeps the row."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    version = models.CharField(max_length=20, help_text="Of the text that was agreed to.")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(withdrawn_at=None),
                name="one_current_consent_per_user",
                violation_error_message="This consent was given already.",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.version}"
