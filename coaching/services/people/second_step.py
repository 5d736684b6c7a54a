"""Who works at the desk needs more than a password: the code of an app, or a passkey."""

from allauth.mfa.models import Authenticator  # type: ignore[import-untyped]

from coaching.models import User

COUNTS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes are for the day these are lost


def lacks(user: User) -> bool:
    """Whether somebody who may see what others told us has a password alone. One query for staff, none for others."""
    if not (user.is_active and (user.is_staff or user.is_superuser)):
        return False
    return not Authenticator.objects.filter(user=user, type__in=COUNTS).exists()
