from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class WriterBackend(AuthenticationBackend):
    """Log-in by e-mail through allauth; the profile comes with the user in one query."""

    def get_user(self, user_id):
        user = User.objects.select_related("profile").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
