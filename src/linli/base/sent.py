"""Fields for files in forms. The cheap comes first: a field looks at number, size and beginning; what costs something is done
last, for a form that is right in everything else.

A form that has such a field is a `FormWithFiles`; tests/test_files.py holds every form to it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from . import apart
from .errors import Invalid

PICTURES = "image/*,.heic"
PAPERS = f"{PICTURES},application/pdf"
TOO_MANY = _("At most %(most)d pictures can be sent.")


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class SentField(forms.FileField):
    """One file. `look` is cheap and may refuse; `read` is called once the whole form is right, and what it makes is the value."""

    def __init__(
        self,
        *,
        look: Callable[[UploadedFile], Any] | None = None,
        read: Callable[[UploadedFile], Any] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(**more)
        self.look, self.read = look, read

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        self._look(file)
        return file

    def opened(self, file: Any) -> Any:
        return self.read(file) if self.read and file else file or None

    def _look(self, file: Any) -> None:
        if file and self.look:
            try:
                self.look(file)
            except Invalid as wrong:
                raise forms.ValidationError(str(wrong)) from wrong


class SentFilesField(SentField):
    """Several files, none of them needed."""

    def __init__(self, *, most: int, too_many: Any = TOO_MANY, accept: str = PICTURES, **more: Any) -> None:
        super().__init__(widget=SeveralFiles(attrs={"accept": accept, "multiple": True}), **more)
        self.most, self.too_many = most, too_many

    def clean(self, data: Any, initial: Any = None) -> Any:
        files: Sequence[Any] = [file for file in data or [] if file]
        if len(files) > self.most:
            raise forms.ValidationError(self.too_many % {"most": self.most})
        for file in files:
            self._look(file)
        return files

    def opened(self, file: Any) -> Any:
        return [super(SentFilesField, self).opened(one) for one in file]


class FormWithFiles(forms.Form):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        apart.warm()

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or self.errors:
            return
        for name, found in self.fields.items():
            if isinstance(found, SentField):
                try:
                    self.cleaned_data[name] = found.opened(self.cleaned_data.get(name))
                except Invalid as wrong:
                    self.add_error(name, str(wrong))
