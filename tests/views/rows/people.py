"""Addresses of the account: (name, what it is about, method, the status for each role), and how what it is about is made."""

from tests.account import make_passkey
from tests.people import make_hand_over, make_invitation, make_request

from .expected import ALICES, ALICES_PRESS, EVERYONE, MEMBERS, OWN_PAGE

GUESTS = [200] * 3 + [302] * 5  # whoever is not logged in; others are led on
LED_ON = [302] * 8  # nothing to do there now, or to be confirmed first
STAFF = [302, 302, 302, 302, 200, 200, 302, 200]
WITH_AN_APP = [302, 302, 302, 404, 302, 302, 404, 302]
ACCOUNT = [
    ("account_signup", None, "get", GUESTS),
    ("account_signup", None, "post", GUESTS),
    ("account_email", None, "get", MEMBERS),
    ("account_email", None, "post", LED_ON),
    ("account_email_verification_sent", None, "get", LED_ON),
    ("account_email_verification_sent", None, "post", LED_ON),
    ("account_change_password", None, "get", MEMBERS),
    ("account_change_password", None, "post", MEMBERS),
    ("account_set_password", None, "get", LED_ON),
    ("account_set_password", None, "post", LED_ON),
    ("account_reset_password", None, "get", EVERYONE),
    ("account_reset_password", None, "post", EVERYONE),
    ("account_confirm_password_reset_code", None, "get", LED_ON),
    ("account_confirm_password_reset_code", None, "post", LED_ON),
    ("account_complete_password_reset", None, "get", LED_ON),
    ("account_complete_password_reset", None, "post", LED_ON),
    ("account_password_reset_completed", None, "get", EVERYONE),
    ("account_reauthenticate", None, "get", MEMBERS),
    ("account_reauthenticate", None, "post", MEMBERS),
    ("mfa_index", None, "get", MEMBERS),
    ("mfa_authenticate", None, "get", LED_ON),
    ("mfa_authenticate", None, "post", LED_ON),
    ("mfa_reauthenticate", None, "get", STAFF),  # who has the codes of an app
    ("mfa_activate_totp", None, "get", LED_ON),
    ("mfa_activate_totp", None, "post", LED_ON),
    ("mfa_deactivate_totp", None, "get", WITH_AN_APP),
    ("mfa_deactivate_totp", None, "post", WITH_AN_APP),
    ("mfa_view_recovery_codes", None, "get", [302] * 3 + [404] * 5),
    ("mfa_download_recovery_codes", None, "get", [302] * 3 + [404] * 5),
    ("mfa_generate_recovery_codes", None, "get", LED_ON),
    ("mfa_generate_recovery_codes", None, "post", LED_ON),
    ("mfa_list_webauthn", None, "get", MEMBERS),
    ("mfa_add_webauthn", None, "get", LED_ON),
    ("mfa_add_webauthn", None, "post", LED_ON),
    ("mfa_remove_webauthn", "her passkey", "get", LED_ON),
    ("mfa_remove_webauthn", "her passkey", "post", LED_ON),
    ("mfa_edit_webauthn", "her passkey", "get", LED_ON),
    ("mfa_edit_webauthn", "her passkey", "post", LED_ON),
    ("mfa_login_webauthn", None, "get", LED_ON),
    ("mfa_login_webauthn", None, "post", LED_ON),
    ("mfa_reauthenticate_webauthn", None, "get", LED_ON),
    ("usersessions_list", None, "get", MEMBERS),
    ("usersessions_list", None, "post", LED_ON),
    ("coaching:welcome", None, "get", [302, 302, 302, 302, 200, 200, 302, 200]),
    ("coaching:welcome", None, "post", MEMBERS),
    ("coaching:account", None, "get", MEMBERS),
    ("coaching:preferences", None, "get", MEMBERS),
    ("coaching:preferences", None, "post", MEMBERS),
    ("coaching:claim", "her answers", "post", [302, 302, 302, 302, 404, 404, 404, 404]),
    ("coaching:claim", "the browser's answers", "post", [302, 302, 302, 404, 404, 404, 404, 404]),
    ("coaching:claim", "her answers", "get", [405] * 8),
]

ASKED_COACH = [302, 302, 302, 404, 200, 404, 404, 404]  # an invitation to Bob; nobody else finds it
DATA = [
    ("coaching:consent", None, "get", MEMBERS),
    ("coaching:consent", None, "post", MEMBERS),
    ("coaching:export", None, "get", MEMBERS),
    ("coaching:export", None, "post", MEMBERS),
    ("coaching:erase", None, "get", MEMBERS),
    ("coaching:erase", None, "post", MEMBERS),
    ("coaching:goodbye", None, "get", EVERYONE),
    ("coaching:coaches", None, "get", OWN_PAGE),
    ("coaching:coaches", None, "post", [405] * 8),
    ("coaching:looks", None, "get", OWN_PAGE),
    ("coaching:looks", None, "post", [405] * 8),
    ("coaching:second_step", None, "get", LED_ON),  # nobody is in need of one
    ("coaching:coach_invite", None, "get", [405] * 8),
    ("coaching:coach_invite", None, "post", OWN_PAGE),
    ("coaching:coach_revoke", "her coach", "get", [405] * 8),
    ("coaching:coach_revoke", "her coach", "post", ALICES_PRESS),
    ("coaching:coach_level", "her coach", "post", ALICES_PRESS),
    ("coaching:invitation_withdraw", "her invitation", "post", ALICES_PRESS),
    ("coaching:invitation", "her invitation", "get", ASKED_COACH),
    ("coaching:invitation", "her invitation", "post", [302, 302, 302, *[404] * 5]),
    ("coaching:hand_over", "a hand-over of hers", "get", ALICES),
    ("coaching:hand_over", "a hand-over of hers", "post", [302, 302, 302, 404, 302, 302, 404, 302]),
    ("coaching:invitation", "a request to her", "get", [302, 302, 302, 200, *[404] * 4]),
]

ROWS = [
    *ACCOUNT,
    *DATA,
]

# What an address is about: a function of the cast that gives the arguments of the address.
MAKE = {
    "her coach": lambda cast: [cast.athlete.coach_access.get(coach=cast.bob).pk],
    "her invitation": lambda cast: [make_invitation(cast.athlete, cast.bob).pk],
    "a request to her": lambda cast: [make_request(cast.bob, cast.athlete).pk],
    "a hand-over of hers": lambda cast: [make_hand_over(cast.athlete, cast.bob).pk],
    "her passkey": lambda cast: [make_passkey(cast.alice).pk],
    "her answers": lambda cast: [cast.hers.pk],
    "the browser's answers": lambda cast: [cast.unclaimed.pk],
}
