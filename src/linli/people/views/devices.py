"""allauth's pages, with three things of ours: an enrolled device counts as shown, the demonstration shows its codes, and who chose a new
password by the link is remembered."""

from typing import Any

from allauth.account.views import PasswordResetFromKeyView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.forms import Form
from django.http import HttpResponse

from ..attempts import Device
from ..forms.entrance import FirstCodeForm, PasskeyForm, SecondStepAgainForm, SecondStepForm
from ..queries import demonstration_code, has_passkey
from ..sign_in import count_device_as_shown


class Authenticate(AuthenticateView):
    form_class = SecondStepForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        account = self.stage.login.user
        return super().get_context_data(**more) | {
            "demonstration_code": demonstration_code(account, now=self.request.now),
            "has_passkey": has_passkey(account),
        }


class Reauthenticate(ReauthenticateView):
    form_class = SecondStepAgainForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        code = demonstration_code(self.request.user, now=self.request.now)
        return super().get_context_data(**more) | {"demonstration_code": code}


class ActivateCodes(ActivateTOTPView):
    form_class = FirstCodeForm

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        count_device_as_shown(self.request)
        return response


class AddPasskey(AddWebAuthnView):
    form_class = PasskeyForm

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        count_device_as_shown(self.request)
        return response


class NewPassword(PasswordResetFromKeyView):
    def form_valid(self, form: Form) -> HttpResponse:
        """Whoever came with the link has the mailbox: strangers who try this name do not keep this device out."""
        response = super().form_valid(form)
        Device(self.request).remember(self.reset_user, response)
        return response


authenticate = Authenticate.as_view()
reauthenticate = Reauthenticate.as_view()
activate_totp = ActivateCodes.as_view()
add_webauthn = AddPasskey.as_view()
