from linli.people.tests.conftest import accounts, sign_in

__all__ = ["accounts", "sign_in"]
