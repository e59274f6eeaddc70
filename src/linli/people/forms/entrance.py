"""What people type at the entrance: names, passwords, codes. allauth's forms, in our words."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.base.actors import ANYONE
from linli.base.limits import Limit, take
from linli.places.models import Community

from ..actions import note_access
from ..attempts import Attempt, attempt_code
from ..consents import PURPOSES
from ..models import Account
from ..one_time import use_code
from ..queries import actor_of

PASSWORD_ADVICE = _("At least ten characters. A short sentence is easy to remember.")


def without_placeholders(form: forms.Form) -> None:
    """A label says what belongs into a field; grey words in it vanish when they are needed."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """One field for whatever the person remembers."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["login"] = forms.CharField(
            label=_("User name, telephone or e-mail"),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        )
        self.order_fields(["login", "password"])
        without_placeholders(self)


class OwnPasswordForm(ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        without_placeholders(self)
        self.fields["password1"].help_text = PASSWORD_ADVICE


class ForgottenPasswordForm(ResetPasswordForm):
    """A letter to an address goes out once in five minutes and five times a day; the page says the same either way."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        without_placeholders(self)

    def save(self, request: HttpRequest, **more: Any) -> str:
        email = self.cleaned_data["email"]
        whom = email.casefold()
        limits = [Limit("reset.letter", whom, 1, 5), Limit("reset.letter", whom, 5, 24 * 60)]
        if settings.LIMITS and any(n > of.most for of, n in zip(limits, take(limits), strict=True)):
            return email
        if self.users:
            note_access(ANYONE, "reset_asked", accounts=self.users, now=timezone.now())
        return super().save(request, **more)


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password, for who came with the link of the e-mail."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        without_placeholders(self)
        self.fields["password1"].help_text = PASSWORD_ADVICE


class SamePasswordForm(PasswordAgainForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        without_placeholders(self)


class CodeForm(forms.Form):
    """Six figures from the app, or a recovery code. Tries are counted for the account, whoever makes them."""

    user: Account

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        without_placeholders(self)
        self.fields["code"].label = pgettext_lazy("one-time", "Code")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": 20}

    def count_try(self) -> Attempt:
        """ValidationError where it is one too many."""
        tried = attempt_code(self.user)
        if tried.must_wait:
            if tried.is_news:
                self.note("code_waits")
            raise get_adapter().validation_error("too_many_login_attempts")
        return tried

    def note(self, kind: str) -> None:
        now = timezone.now()
        note_access(actor_of(self.user.person_id, now=now), kind, accounts=[self.user], now=now)


class UsedCodeForm(CodeForm):
    """A code of a device that is enrolled: used up by this."""

    def clean_code(self) -> str:
        tried, code = self.count_try(), self.cleaned_data["code"]
        device = use_code(self.user, code, now=timezone.now())
        if device is None:
            self.note("code_failed")
            raise get_adapter().validation_error("incorrect_code")
        tried.succeeded()
        device.user = self.user
        self.authenticator = device
        return code


class SecondStepForm(UsedCodeForm, AuthenticateForm):
    pass


class SecondStepAgainForm(UsedCodeForm, ReauthenticateForm):
    pass


class FirstCodeForm(CodeForm, ActivateTOTPForm):
    def clean_code(self) -> str:
        tried = self.count_try()
        code = super().clean_code()
        tried.succeeded()
        return code


class PasskeyForm(AddWebAuthnForm):
    """A passkey that signs in by itself is what most devices offer; older security keys stand beside a password."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["name"].label = _("What do you call it?")
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class PasskeyNameForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["name"].label = _("What do you call it?")


class SignUpForm(forms.Form):
    """A resident's own account: living here is enough."""

    community = forms.ChoiceField(label=_("In which community do you live?"))
    name = forms.CharField(
        label=pgettext_lazy("for the account", "Your name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("You choose it and sign in with it. Letters, figures or Chinese characters."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        help_text=PASSWORD_ADVICE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    telephone = forms.CharField(
        label=_("Telephone, if you like"),
        required=False,
        max_length=30,
        help_text=_("So that we can reach you, and you can sign in with it."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail, if you like"),
        required=False,
        help_text=_("With it you can choose a new password by yourself."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    agree = forms.BooleanField(label=_("I have read this and agree"))

    def __init__(self, *args: Any, communities: list[Community], **more: Any) -> None:
        super().__init__(*args, **more)
        self.communities = {str(c.pk): c for c in communities}
        self.fields["community"].choices = [(key, c.label) for key, c in self.communities.items()]  # type: ignore[attr-defined]
        self.consent = PURPOSES["account"]


class EraseForm(forms.Form):
    """Erasing cannot be undone: the password shows that it is meant."""

    understood = forms.BooleanField(label=_("I understand that this cannot be undone"))
    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, account: Account, **more: Any) -> None:
        super().__init__(*args, **more)
        self.account = account

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.account, password):
            raise forms.ValidationError(_("This is not your password."))
        return password
