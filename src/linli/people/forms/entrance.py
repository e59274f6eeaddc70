"""What people type at the entrance: names, passwords, codes. allauth's forms, in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.places.models import Community

from ..consents import PURPOSES
from ..models import Account

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
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        without_placeholders(self)


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
    """Six figures from the app, or a recovery code."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        without_placeholders(self)
        self.fields["code"].label = pgettext_lazy("one-time", "Code")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": 20}


class SecondStepForm(CodeForm, AuthenticateForm):
    pass


class SecondStepAgainForm(CodeForm, ReauthenticateForm):
    pass


class FirstCodeForm(CodeForm, ActivateTOTPForm):
    pass


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
        if not self.account.check_password(password):
            raise forms.ValidationError(_("This is not your password."))
        return password
