"""The sentences of the sign-in package and of Django that our pages show, so that they are in our words.

The catalogue of this project goes before theirs; what stands here is translated there, once.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SIGN_IN = (
    _("Email"),
    _("Email address"),
    _("Password"),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("Password (again)"),
    _("Invalid login."),
    _("This account is currently inactive."),
    _("The email address and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("Be patient, you are sending too many requests."),
    _("Incorrect password."),
    _("Please type your current password."),
    _("You must type the same password each time."),
    _("The new value must be different from the current one."),
    _("The password reset token was invalid."),
    _("Password successfully changed."),
    _("Password successfully set."),
    _("Use your password"),
)

SECOND_FACTOR = (
    _("Code"),
    _("Authenticator code"),
    _("Incorrect code."),
    _("Use authenticator app or code"),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Security key added."),
    _("Security key removed."),
    _("A new set of recovery codes has been generated."),
    _("Save them  in a secure location now — they won't be shown again."),
    _("You cannot deactivate two-factor authentication."),
    _("You cannot generate recovery codes without having two-factor authentication enabled."),
    _("You cannot activate two-factor authentication until you have verified your email address."),
)

MAILS = (
    _("You are receiving this mail because the following change was made to your account:"),
    _("Authenticator App Activated"),
    _("Authenticator App Deactivated"),
    _("New Recovery Codes Generated"),
    _("A new set of Two-Factor Authentication recovery codes has been generated."),
    _("Password Changed"),
    _("Your password has been changed."),
    _("Password Set"),
    _("Your password has been set."),
)

PASSWORDS = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        12,
    ),
    _("The password is too similar to the %(verbose_name)s."),
    _("This password is too common."),
    _("This password is entirely numeric."),
)
