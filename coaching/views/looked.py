"""Whoever reads what somebody else told about their health leaves a line, which that athlete reads."""

from django.utils.timezone import now

from coaching.services.people import looks


def looked(request, athlete, what):
    """`what` is one of Look.WHAT. None for the athlete themselves, and none where nobody has claimed it."""
    if athlete and athlete.user_id != request.user.pk:
        looks.record(by=request.user, athletes=[athlete.pk], what=what, now=now())
