"""The forms of the account in our words; the library for accounts brings their checks."""

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.db import IntegrityError, transaction

EMAIL, PASSWORD, NEW_PASSWORD, CODE = "E-mail address", "Password", "New password", "Code"
CHOOSE_HINT = "At least 8 characters. Three or four words that have nothing to do with each other make a good one."
LETTER_HINT = "The eight letters of the e-mail. Capitals and the dash make no difference."
APP_HINT = "The six digits that your app shows now."
EMPTY = {
    EMAIL: "Write your e-mail address.",
    "New e-mail address": "Write the new address.",
    PASSWORD: "Type a password.",
    "Present password": "Type the password you have now.",
    NEW_PASSWORD: "Choose a password.",
    CODE: "Type the code.",
    "Name": "Write a name.",
}

NO_PASSKEY = "The passkey did not work. Try again, or use another way."


class InOurWords:
    """Labels and hints of our own and no placeholders, which vanish as one types; a new password is typed once."""

    words: dict[str, tuple[str, str]] = {}  # label and hint of each field

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields.pop("password2", None)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.short, field.help_text = label, label, hint
            field.error_messages["required"] = EMPTY.get(label, field.error_messages["required"])
            field.widget.attrs.pop("placeholder", None)


class LogIn(InOurWords, account.LoginForm):
    words = {"login": (EMAIL, ""), "password": (PASSWORD, "")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class SignUp(InOurWords, account.SignupForm):
    words = {"email": (EMAIL, "We send a code to it."), "password1": (PASSWORD, CHOOSE_HINT)}

    def try_save(self, request):
        """All of an account or nothing. Of two presses at once the second finds what the first one made."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class ChangeAddress(InOurWords, account.AddEmailForm):
    words = {"email": ("New e-mail address", "We send a code to it. Until you enter that code the present one holds.")}


class AddressCode(InOurWords, account.ConfirmEmailVerificationCodeForm):
    words = {"code": (CODE, LETTER_HINT)}


class ChangePassword(InOurWords, account.ChangePasswordForm):
    words = {"oldpassword": ("Present password", ""), "password1": (NEW_PASSWORD, CHOOSE_HINT)}


class SetPassword(InOurWords, account.SetPasswordForm):
    words = {"password1": (NEW_PASSWORD, CHOOSE_HINT)}


class AskReset(InOurWords, account.ResetPasswordForm):
    words = {"email": (EMAIL, "The one you log in with.")}


class ResetCode(InOurWords, account.ConfirmPasswordResetCodeForm):
    words = {"code": (CODE, LETTER_HINT)}


class ResetPassword(InOurWords, account.ResetPasswordKeyForm):
    words = {"password1": (NEW_PASSWORD, CHOOSE_HINT)}


class ConfirmPassword(InOurWords, account.ReauthenticateForm):
    words = {"password": (PASSWORD, "")}


class SecondStep(InOurWords, second_step.AuthenticateForm):
    words = {"code": (CODE, "The six digits that your app shows now, or one of your recovery codes.")}


class ConfirmSecondStep(InOurWords, second_step.ReauthenticateForm):
    words = SecondStep.words


class ActivateApp(InOurWords, ActivateTOTPForm):
    words = {"code": (CODE, APP_HINT)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SpoiltIsRefused:
    """What is no answer of a passkey, or of none that is known, is an error of the form and spoken of as a passkey."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except (AttributeError, KeyError, TypeError, ValueError, forms.ValidationError):
            raise forms.ValidationError(NO_PASSKEY, code="spoilt")


class PasskeyLogIn(SpoiltIsRefused, LoginWebAuthnForm):
    pass


class PasskeyStep(SpoiltIsRefused, AuthenticateWebAuthnForm):
    pass


class ConfirmPasskey(SpoiltIsRefused, ReauthenticateWebAuthnForm):
    pass


class AddPasskey(InOurWords, AddWebAuthnForm):
    words = {
        "name": ("Name", "So that you can tell it from others, such as “Phone”."),
        "passwordless": (
            "Log in with it alone, without a password",
            "Leave this ticked, unless it is an older security key without a PIN. Such a key is then a second step "
            "after the password.",
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["passwordless"].initial = True

    def clean(self):
        try:
            return super().clean()
        except (AttributeError, KeyError, TypeError, ValueError):
            raise forms.ValidationError(NO_PASSKEY, code="spoilt")


class RenamePasskey(InOurWords, EditWebAuthnForm):
    words = {"name": ("Name", "")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget = forms.TextInput(attrs={"autocomplete": "off"})
