"""What each role gets, in the order of ROLES: anonymous, other browser, owner browser, alice, bob, vera, charlie, ruth.

Alice and Charlie are athletes with consent; Bob, Vera and Ruth are none themselves.
"""

EVERYONE = [200] * 8
OWN_PAGE = [
    302,
    302,
    302,
    200,
    302,
    302,
    200,
    302,
]  # of each athlete for themselves; others are led to log in or to welcome
OWN_PRESS = [302] * 8
ALICES = [302, 302, 302, 200, 302, 302, 404, 302]  # one thing of hers, on a page for athletes
ALICES_PRESS = [302, 302, 302, 302, 302, 302, 404, 302]
MEMBERS = [302, 302, 302, 200, 200, 200, 200, 200]  # whoever is logged in
HERS = [404, 404, 404, 200, 200, 200, 404, 404]  # hers, and her coaches may look
HERS_TO_CHANGE = [404, 404, 404, 302, 404, 404, 404, 404]
