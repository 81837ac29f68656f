"""A mailbox read by IMAP: over TLS, for reading alone, and each way in which it cannot be."""

import datetime as dt

import pytest

from plenary.kernel.notifications import receiving
from plenary.kernel.notifications.receiving import Inbox, MailboxFault, place_of
from tests.kernel.notifications.imap import certificate, running_mailbox

MAIL = b"From: a@example.org\r\nSubject: s\r\n\r\nbody\r\n"


@pytest.fixture
def mailbox():
    with running_mailbox() as server:
        server.mails = {3: MAIL, 4: b"", 9: MAIL * 10}
        yield server


@pytest.fixture(scope="module")
def trusted(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("tls"))


def fault_of(url):
    """Open a mailbox that cannot be; give the code of its fault."""
    with pytest.raises(MailboxFault) as fault, Inbox(place_of(url)):
        pass
    return fault.value.code


def test_mails_are_found_by_number_and_by_day_and_given_with_their_moment(mailbox):
    with Inbox(place_of(mailbox.url)) as inbox:
        assert inbox.validity == 7
        assert inbox.since(dt.date(2025, 7, 1)) == [3, 4, 9]
        assert inbox.after(3) == [4, 9]
        assert inbox.after(9) == []
        one = inbox.fetch(3, 1000)
        assert (one.data, one.is_whole) == (MAIL, True)
        assert one.came_at == dt.datetime(2025, 7, 1, 5, tzinfo=dt.UTC)
        assert inbox.fetch(4, 1000).data == b""
        large = inbox.fetch(9, 20)
        assert (large.data, large.is_whole) == (MAIL[:20], False)
        assert inbox.fetch(5, 1000) is None
    assert set(mailbox.commands) == {
        *("CAPABILITY", "AUTHENTICATE", "ID", "EXAMINE", "SEARCH", "FETCH", "LOGOUT")
    }


def test_a_server_that_knows_login_alone_is_told_name_and_password_in_quotes(mailbox):
    mailbox.capabilities, mailbox.folder = "IMAP4rev1", "Answers 1"
    mailbox.account = ("of fice@example.org", "pass word")

    with Inbox(place_of(f"{mailbox.url}/Answers%201")) as inbox:
        assert inbox.after(0) == [3, 4, 9]

    assert "LOGIN" in mailbox.commands
    assert "ID" not in mailbox.commands


@pytest.mark.parametrize("is_tls", [True, False])
def test_the_password_goes_over_tls_whose_certificate_holds(trusted, monkeypatch, is_tls):
    context, file = trusted
    with running_mailbox(context, is_tls=is_tls) as server:
        server.mails, server.capabilities = {1: MAIL}, "IMAP4rev1 STARTTLS AUTH=PLAIN"
        assert fault_of(server.url) == "tls"
        assert "AUTHENTICATE" not in server.commands
        monkeypatch.setenv("SSL_CERT_FILE", file)

        with Inbox(place_of(server.url)) as inbox:
            assert inbox.fetch(1, 1000).data == MAIL


def test_without_tls_the_password_goes_to_this_machine_alone(mailbox, monkeypatch):
    monkeypatch.setattr(receiving, "LOOPBACK", set())

    assert fault_of(mailbox.url) == "tls"

    assert mailbox.commands == ["CAPABILITY", "LOGOUT"]


def test_what_goes_wrong_is_a_code_and_never_the_servers_words(mailbox):
    assert fault_of(mailbox.url.replace("pass%20word", "wrong")) == "login"
    assert fault_of(f"{mailbox.url}/none") == "folder"
    assert fault_of("imap://a:b@localhost:1") == "unreachable"
    mailbox.answers["EXAMINE"] = ["* OK [UIDVALIDITY none] .", "{tag} OK open"]
    assert fault_of(mailbox.url) == "broken"
    mailbox.answers["EXAMINE"] = ["* BYE no more", "{tag} OK"]
    assert fault_of(mailbox.url) in {"folder", "unreachable"}
    mailbox.answers = {"SEARCH": ["{tag} NO not now"]}
    with pytest.raises(MailboxFault) as fault, Inbox(place_of(mailbox.url)) as inbox:
        inbox.after(0)
    assert fault.value.code == "broken"


@pytest.mark.parametrize(
    "url",
    [
        "https://a:b@mail",
        "imaps://",
        "imaps://mail",
        "imaps://a:b@mail/邮件",
        "imaps://a:b@mail/a%0D%0Ab",
        "imaps://a:12/3@mail",
        "imaps://a:b@[mail",
    ],
)
def test_an_address_that_is_none_is_refused_and_told_to_nobody(url):
    with pytest.raises(MailboxFault) as fault:
        place_of(url)
    assert (fault.value.code, str(fault.value)) == ("setting", "setting")
    assert fault.value.__cause__ is None


def test_the_folder_is_the_inbox_and_the_port_the_usual_one_where_none_is_named():
    place = place_of("imaps://of%40fice:p%2Fw@Mail.example.org")
    assert (place.host, place.port, place.folder) == ("mail.example.org", 993, "INBOX")
    assert (place.user, place.password) == ("of@fice", "p/w")
    assert place.key != place_of("imaps://of%40fice:p%2Fw@mail.example.org/Answers").key
    assert place.key == place_of("imap://of%40fice:other@mail.example.org").key
