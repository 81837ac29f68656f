"""How a question is put to the real code, and what its answer is called."""

from django.db import transaction

from plenary.shared.errors import Forbidden, NotFound, PlenaryError

MAY, FORBIDDEN, MISSING, SIGN_IN = "may", "403", "404", "sign in"
"""Let in; told that the role does not allow it; told nothing, as of what does not exist; asked who one is."""


def answer(call):
    """Put a question and take back whatever it did.

    Whoever a rule of the work holds up (a date, a state, an empty field) was let in by the policy.
    """
    try:
        with transaction.atomic():
            call()
            transaction.set_rollback(True)
    except NotFound:
        return MISSING
    except Forbidden:
        return FORBIDDEN
    except PlenaryError:
        return MAY
    return MAY
