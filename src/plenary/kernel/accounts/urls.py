"""The addresses of sign-in: only those pages of the sign-in package that Plenary offers."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from plenary.kernel.accounts.views import (
    administration,
    invitation,
    keys,
    password,
    posts,
    profile,
    provider,
    sign_in,
    tokens,
)

RESET = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("", profile.profile, name="accounts_profile"),
    path("all/", administration.account_list, name="accounts_list"),
    path("all/new/", administration.invite, name="accounts_invite"),
    path("all/<int:pk>/", administration.account, name="accounts_account"),
    path("all/<int:pk>/grant/", administration.grant, name="accounts_grant"),
    path("all/<int:pk>/person/", administration.link_person, name="accounts_person"),
    path("all/<int:pk>/<str:step>/", administration.take_step, name="accounts_step"),
    path("grants/<int:pk>/revoke/", administration.revoke, name="accounts_revoke"),
    path("posts/", posts.rights, name="accounts_posts"),
    path("posts/<int:pk>/hand-on/<int:user>/", posts.hand_on, name="accounts_hand_on"),
    path("tokens/", tokens.token_list, name="accounts_tokens"),
    path("tokens/<int:pk>/revoke/", tokens.token_revoke, name="accounts_token_revoke"),
    path("invitation/<str:token>/", invitation.set_first_password, name="accounts_invitation"),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/service/", provider.leave, name="accounts_provider"),
    path("sign-in/service/back/", provider.come_back, name="accounts_provider_back"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", password.change_password, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(RESET, account.password_reset_from_key, name="account_reset_password_from_key"),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", keys.overview, name="mfa_index"),
    path("second-factor/sign-in/", second_factor.authenticate, name="mfa_authenticate"),
    path("second-factor/confirm/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/", keys.add_app, name="mfa_activate_totp"),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("second-factor/keys/new/", keys.add_key, name="mfa_add_webauthn"),
    path("second-factor/keys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("second-factor/keys/<int:pk>/remove/", keys.remove_key, name="mfa_remove_webauthn"),
    path("second-factor/keys/confirm/", keys.confirm_by_key, name="mfa_reauthenticate_webauthn"),
    path("sign-in/passkey/", keys.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("second-factor/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/download/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
