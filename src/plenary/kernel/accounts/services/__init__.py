"""The only writers of accounts: inviting, granting, and what an account's holder changes."""

from plenary.kernel.accounts.services.access import actor_of, refresh_access
from plenary.kernel.accounts.services.answers import answer_once, clean_answers
from plenary.kernel.accounts.services.clients import (
    clean_clients,
    client_of,
    forget_clients,
    remember_client,
)
from plenary.kernel.accounts.services.founding import FOUNDED, found_administrator, founder
from plenary.kernel.accounts.services.granting import grant_role, revoke_role
from plenary.kernel.accounts.services.inviting import (
    accept_invitation,
    deactivate_user,
    invite_user,
    invited_by,
    reactivate_user,
    resend_invitation,
)
from plenary.kernel.accounts.services.linking import account_of_subject, unlink_subject
from plenary.kernel.accounts.services.own import change_language, set_password
from plenary.kernel.accounts.services.posts import follow_holder, hand_rights_on, link_person
from plenary.kernel.accounts.services.second_factor import (
    note_second_factor,
    reset_second_factor,
)
from plenary.kernel.accounts.services.tokens import (
    make_token,
    open_token,
    revoke_own_tokens,
    revoke_token,
)
from plenary.kernel.accounts.services.tries import (
    clean_tries,
    count_try,
    forget_tries,
    give_back,
    may_mail,
)

__all__ = [
    "FOUNDED",
    "accept_invitation",
    "account_of_subject",
    "actor_of",
    "answer_once",
    "change_language",
    "clean_answers",
    "clean_clients",
    "clean_tries",
    "client_of",
    "count_try",
    "deactivate_user",
    "follow_holder",
    "forget_clients",
    "forget_tries",
    "found_administrator",
    "founder",
    "give_back",
    "grant_role",
    "hand_rights_on",
    "invite_user",
    "invited_by",
    "link_person",
    "make_token",
    "may_mail",
    "note_second_factor",
    "open_token",
    "reactivate_user",
    "refresh_access",
    "remember_client",
    "resend_invitation",
    "reset_second_factor",
    "revoke_own_tokens",
    "revoke_role",
    "revoke_token",
    "set_password",
    "unlink_subject",
]
