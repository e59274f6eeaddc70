"""allauth's pages for second factors, with two things of ours: an enrolled device counts as shown, and the
demonstration shows its codes."""

from typing import Any

from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.forms import Form
from django.http import HttpResponse

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


authenticate = Authenticate.as_view()
reauthenticate = Reauthenticate.as_view()
activate_totp = ActivateCodes.as_view()
add_webauthn = AddPasskey.as_view()
