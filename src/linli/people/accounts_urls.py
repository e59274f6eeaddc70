"""Addresses of allauth that we use, under its own names; what we do not use is not there to be attacked."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions.views import list_usersessions
from django.urls import path, re_path
from django.views.generic import RedirectView

from .forms import entrance
from .views import devices
from .views.limited import limited

# How often each may be sent: by the account of who is signed in, else by the network. Passwords and codes are counted besides, for the
# account that is tried, in `attempts`.

urlpatterns = [
    path(
        "login/",
        limited(account.LoginView.as_view(form_class=entrance.SignInForm), "sign_in", most=60, minutes=1),
        name="account_login",
    ),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", RedirectView.as_view(pattern_name="people:sign_up"), name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path(
        "reauthenticate/",
        limited(account.ReauthenticateView.as_view(form_class=entrance.SamePasswordForm), "again", most=10, minutes=1),
        name="account_reauthenticate",
    ),
    path(
        "password/change/",
        limited(
            account.PasswordChangeView.as_view(form_class=entrance.OwnPasswordForm), "password", most=10, minutes=5
        ),
        name="account_change_password",
    ),
    path(
        "password/reset/",
        limited(
            account.PasswordResetView.as_view(form_class=entrance.ForgottenPasswordForm), "reset", most=20, minutes=10
        ),
        name="account_reset_password",
    ),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        limited(devices.NewPassword.as_view(form_class=entrance.NewPasswordForm), "reset.key", most=20, minutes=10),
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("2fa/", second_factor.index, name="mfa_index"),
    path("2fa/authenticate/", devices.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", devices.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", devices.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", devices.add_webauthn, name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/login/",
        limited(passkeys.login_webauthn, "passkey", most=30, minutes=5),
        name="mfa_login_webauthn",
    ),
    path("2fa/webauthn/reauthenticate/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path(
        "2fa/webauthn/keys/<int:pk>/edit/",
        passkeys.EditWebAuthnView.as_view(form_class=entrance.PasskeyNameForm),
        name="mfa_edit_webauthn",
    ),
    path("sessions/", list_usersessions, name="usersessions_list"),
]
