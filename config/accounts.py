"""The door: what this site changes about allauth."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Nobody signs up yet: coaches and athletes are added by a coach."""
        return False

    def authenticate(self, request, **credentials):
        """Answer a closed account as a wrong password: there is no page that would say more."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count wrong passwords by account *and* address.

        By account alone, a stranger's guesses would lock the owner out.
        """
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{self.get_client_ip(request)}"
