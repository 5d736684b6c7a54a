"""The door: what this site changes about allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.views import activate_totp
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, resolve_url
from django.utils.safestring import mark_safe
from qrcode import make as qr_code
from qrcode.image.svg import SvgPathImage

from coaching.services import mail

WRONG_CODE = "This is not the code. Look at it again, and type all of it."


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": "This is the address you have.",
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "enter_current_password": "This is not the password you have now.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "This is not your password.",
        "rate_limited": "That was too often. Wait a little, then try again.",
        "too_many_login_attempts": "That was wrong too often. Wait a few minutes, then try again.",
    }

    def authenticate(self, request, **credentials):
        """Answer a closed account as a wrong password: there is no page that would say more."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def respond_user_inactive(self, request, user):
        """So too where a passkey was right."""
        messages.error(request, self.error_messages["email_password_mismatch"])
        return redirect("account_login")

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count wrong passwords by account *and* address.

        By account alone, a stranger's guesses would lock the owner out.
        """
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{self.get_client_ip(request)}"

    def send_mail(self, template_prefix, email, context):
        """Leave the letter to a job, so that a page does not wait for a post office."""
        words = {"request": self.request, "email": email, "origin": settings.ORIGIN}
        mail.hand_over(self.render_mail(template_prefix, email, words | context))

    def send_account_already_exists_mail(self, email):
        """Take as long as a new account takes: the time of the answer tells nobody that there is one."""
        make_password(email)
        super().send_account_already_exists_mail(email)

    def get_email_verification_redirect_url(self, email_address):
        """After a change of address; who signs up or logs in is led on elsewhere."""
        return resolve_url("account_email" if self.request.user.is_authenticated else "account_login")

    def get_password_change_redirect_url(self, request):
        return resolve_url("mfa_index")


def turn_on_app(request):
    """The codes of an app and the recovery codes, both or none; pressed twice at once they are turned on once."""
    try:
        with transaction.atomic():
            return activate_totp(request)
    except IntegrityError:
        return redirect("mfa_index")


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "unverified_email": "Confirm your e-mail address first.",
    }

    def build_totp_svg(self, url):
        """The code to scan as a drawing in the page itself: the browser's policy takes no picture from a data address."""
        drawing = qr_code(url, image_factory=SvgPathImage).to_string(encoding="unicode")
        return mark_safe(drawing)  # noqa: S308 what draws it writes nothing but numbers

    def generate_authenticator_name(self, user, kind):
        held = user.authenticator_set.filter(type=kind).count()
        return f"Passkey {held + 1}" if held else "Passkey"

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}
