"""Every address needs sign-in, except those on the list below; and nothing more of a package is open."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "accounts_invitation",
    "accounts_provider",
    "accounts_provider_back",
    "demo",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "set_language",
    # the public look-up: approved terms alone, to read, a suggestion that asks for no account, and a check
    # of two pasted texts that keeps nothing; the earlier addresses lead on to them
    "portal-terms",
    "term-suggest",
    "term-receipt",
    "text-check",
    "glossary",
    "glossary-file",
    "glossary-suggest",
    "glossary-receipt",
    # the signed link in an invitation's mail: its addressee's own invitation alone, until the meeting is over
    "invitation-answer",
    # a calendar program has no session: the secret in the address opens one account's feed, until it expires
    # the public portal: what two people have released, to read; it keeps nothing of its readers
    "portal",
    "front",
    "article",
    "topic",
    "archive",
    "withdrawn",
    "copy",
    "portal-missing",
    "accessibility",
    "counting",
    "embed",
    "embedded",  # the list that other sites show
    "topic-embedded",
    "reading",
    "public-file",
    "public-image",  # a picture that a page in force shows
    "portal-search",
    "report-error",
    "subscribe",
    "subscription-change",
    "subscription-confirm",
    "subscription-end",
    "error-receipt",
    # the signed link in a fact-checker's mail: one draft, to read and answer, while it is under way
    "fact-check",
    "fact-check-image",
    "feed",  # both: the calendar's behind its secret, the portal's of what is public
    "topic-feed",
    # the API asks for a token in place of a session; its description holds no record
    "rest-openapi",
    "rest-tasks",
    "rest-task",
    "rest-progress",
    "rest-progress-new",
    "rest-lists",
    "rest-list",
    "rest-list-adoption",
    "rest-task-force",
    "rest-bases",
    "rest-duties",
    "rest-duty",
    "rest-duty-taking-back",
    "rest-task-lead",
    "rest-milestones",
    "rest-milestone",
    "rest-milestone-reaching",
    "rest-milestone-removal",
    "rest-endings",
    "rest-ending",
    "rest-ending-confirmation",
    "rest-ending-return",
    "rest-ending-withdrawal",
    "rest-meetings",
    "rest-meeting",
    "rest-checks",
    # OParl: what two people have released of meetings, to read
    "oparl",
    "oparl-bodies",
    "oparl-body",
    "oparl-list",
    "oparl-meetings",
    "oparl-file",
    "oparl-object",
    "sitemap",
    "sitemap-part",
    "robots-txt",
    "favicon",
    "security-txt",
}
"""What somebody may call who has not signed in. A line here needs a reason in the review."""

FROM_THE_SIGN_IN_PACKAGE = {
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_login_webauthn",
}

EXAMPLES = {
    "int": "1",
    "str": "x",
    "slug": "x",
    "uuid": "6f1b3d0a-0c39-4ae4-9d2e-2f0c2d6a1b11",
    "path": "x",
}


def patterns(resolver=None, before=""):
    """Walk every address: its pattern, and an example of it."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, before + example_of(entry))
        elif isinstance(entry, URLPattern):
            yield entry, "/" + before + example_of(entry)


def example_of(entry):
    """Write the address with something for each of its parts."""
    if not hasattr(entry.pattern, "_route"):
        return "password/reset/key/1-x/" if "uidb36" in str(entry.pattern) else str(entry.pattern)
    text = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        text = text.replace(f"<{kind}:{name}>", EXAMPLES[kind]).replace(f"<{name}>", "x")
    return text


ALL = list(patterns())


def is_open(entry):
    return not getattr(entry.callback, "login_required", True)


def test_only_the_views_on_the_list_are_open():
    assert {entry.name for entry, _address in ALL if is_open(entry)} == OPEN


def test_no_other_page_of_the_sign_in_package_is_mounted():
    mounted = {e.name for e, _a in ALL if e.callback.__module__.startswith("allauth")}

    assert mounted == FROM_THE_SIGN_IN_PACKAGE


@pytest.mark.parametrize(
    "address",
    [
        "accounts/login/",
        "accounts/signup/",
        "accounts/email/",
        "admin/",
        "accounts/3rdparty/",
        "accounts/oidc/x/login/",
        "accounts/social/connections/",
        "accounts/social/signup/",
        "accounts/2fa/webauthn/",
    ],
)
def test_the_usual_addresses_of_packages_are_not_there(client, db, address):
    assert client.get(f"/{address}").status_code == 404


@pytest.mark.parametrize(
    ("entry", "address"), [pytest.param(e, a, id=a) for e, a in ALL if e.name not in OPEN]
)
def test_an_address_asks_to_sign_in(client, db, entry, address):
    answer = client.get(address)

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/sign-in/")


def test_the_walk_sees_the_whole_site():
    addresses = [address for _entry, address in ALL]

    assert len(addresses) > 25
    assert "/notifications/1/read/" in addresses
