"""What tests of the account do again and again: read the letters, type the codes."""

import hashlib
import hmac
import re
import time
from base64 import b32decode

from allauth.mfa.models import Authenticator
from django.core import mail

PASSWORD = "calves of steel"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def letters():
    """Who got which subject."""
    return [(*letter.to, letter.subject) for letter in mail.outbox]


def code_in(letter):
    """The code in a letter, such as BCDF-GHJK."""
    return re.search(r"^ +(\w{4}-\w{4})$", letter.body, re.MULTILINE)[1]


def app_code(secret):
    """What an authenticator app shows now: RFC 6238 with its defaults."""
    counter = int(time.time()) // 30
    digest = hmac.new(b32decode(secret), counter.to_bytes(8), hashlib.sha1).digest()
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def confirm(client, password=PASSWORD):
    """Prove once more that it is oneself, as what concerns security asks for."""
    assert client.post("/account/confirm/", {"password": password}).status_code == 302


def second_step(user):
    """The codes of an app, as staff need them; what the app shows: app_code(SECRET)."""
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": SECRET})


def make_passkey(user):
    """A passkey on a device that nobody has: good for its page, not for a log-in."""
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone", "credential": {}}
    )


def log_in(client, email, password=PASSWORD, **extra):
    return client.post("/login/", {"login": email, "password": password}, **extra)


def log_in_staff(client, email, password=PASSWORD):
    """With the password, and then the code that the app shows now."""
    log_in(client, email, password)
    return client.post("/account/2fa/authenticate/", {"code": app_code(SECRET)})
