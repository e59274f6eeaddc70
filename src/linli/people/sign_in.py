from django.contrib.auth.backends import ModelBackend


class AccountBackend(ModelBackend):
    pass
