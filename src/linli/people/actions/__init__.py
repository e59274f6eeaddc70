"""Every write of people, by what is done: persons, accounts, roles, consents, looks, erasure, programmes."""

from .access import end_sessions, forget_old_access, note_access
from .accounts import (
    choose_password,
    create_account,
    enrol_demonstration,
    forget_old_sessions,
    forget_second_factor,
    give_password,
    open_account,
    resume_account,
    sign_up,
    suspend_account,
    temporary_password,
)
from .consents import give_consent, withdraw_consent
from .erasure import erase_me, erase_person
from .known import ask_to_be_known, confirm_known, decline_known, end_known, not_in_records
from .looks import forget_old_looks, note_look, note_people_seen
from .persons import add_person, correct_details
from .programmes import end_programme, register_programme
from .roles import end_role, give_role

__all__ = [
    "add_person",
    "ask_to_be_known",
    "choose_password",
    "confirm_known",
    "correct_details",
    "create_account",
    "decline_known",
    "end_known",
    "end_programme",
    "end_role",
    "end_sessions",
    "enrol_demonstration",
    "erase_me",
    "erase_person",
    "forget_old_access",
    "forget_old_looks",
    "forget_old_sessions",
    "forget_second_factor",
    "give_consent",
    "give_password",
    "give_role",
    "not_in_records",
    "note_access",
    "note_look",
    "note_people_seen",
    "open_account",
    "register_programme",
    "resume_account",
    "sign_up",
    "suspend_account",
    "temporary_password",
    "withdraw_consent",
]
