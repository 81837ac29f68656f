"""Webhooks: refused addresses, what is told to whom, signatures, tries, and pages."""

import base64
import datetime as dt
import hashlib
import hmac
import ipaddress
import json
import signal
import socket

import pytest
import time_machine
from django.conf import settings as django_settings
from django_tasks_db.models import DBTaskResult

from plenary.config.settings import base
from plenary.contexts.governance import services as governance
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.models import AuditRow
from plenary.kernel.notifications.models import Mail, Notification
from plenary.kernel.webhooks import addresses, calling, jobs, registry, secrets, services
from plenary.kernel.webhooks.models import Delivery, Webhook
from plenary.shared import clock
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Forbidden, NotFound, Refused, Stale
from tests.contexts.governance import factories
from tests.factories import grant_role, unit_user, user
from tests.kernel.installation import Installation, wait_until
from tests.kernel.webhooks.listener import listening

pytestmark = pytest.mark.django_db
EVENTS = ["task.changed"]
DELIVER = (
    "import django; django.setup();"
    "from plenary.kernel.webhooks.services import deliver_waiting; deliver_waiting()"
)


@pytest.fixture(autouse=True)
def _jobs_wait_in_the_database(settings):
    settings.TASKS = base.TASKS


@pytest.fixture
def owner():
    return grant_role(user(email="owner@example.org", language="zh-hans"), "office")


@pytest.fixture
def admin():
    return grant_role(user(), "administrator")


@pytest.fixture
def server(settings):
    settings.DEMO = True
    with listening() as running:
        yield running


@pytest.fixture
def hook(server, owner):
    return made(owner, f"{server.url}/ok")[0]


def made(account, url, events=EVENTS, name="Dashboard"):
    return services.create_webhook(actor=account.actor, name=name, url=url, events=events)


def resolve(monkeypatch, *ips):
    """Let every name lead to these addresses."""

    def told(_host, port, **_how):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", told)


def due_now():
    Delivery.objects.update(next_try_at=clock.now() - dt.timedelta(seconds=1))


NOT_PUBLIC = [
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "169.254.1.1", "100.64.0.1", "100.100.100.200", "0.0.0.0", "192.0.2.1", "198.18.0.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254",
    "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::1",
    "2002:a00:1::", "::127.0.0.1", "fec0::1",
]  # fmt: skip


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_an_address_within_is_never_public_however_it_is_written(ip):
    assert not addresses.is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_an_address_in_the_open_net_is_public(ip):
    assert addresses.is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "ftp://example.org/", "https://", "https:///x", "example.org",
        "https://user:word@example.org/", "https://@example.org/", "https://example.org/#x",
        "https://example.org:22/", "https://example.org:80/", "https://example.org:99999/",
        "https://example.org/a b", "https://example.org/\r\nX: y", "https://exa\tmple.org/",
        "https://[::1", "https://127.0.0.1/", "https://localhost/", "https://2130706433/",
        "https://0x7f.1/", "https://127.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/", "https://169.254.169.254/latest/", "https://10.1.2.3:8443/",
        "https://[fe80::1%25eth0]/", "javascript:alert(1)", "file:///etc/passwd",
        "https://nowhere.invalid/", f"https://example.org/{'x' * 500}", "https://.../",
    ],
)  # fmt: skip
def test_such_an_address_is_refused_when_it_is_named_and_nothing_is_kept(owner, url):
    with pytest.raises(Refused) as refused:
        made(owner, url)

    assert set(refused.value.fields) == {"url"}
    assert not Webhook.objects.exists()
    assert not AuditRow.objects.filter(action__startswith="webhooks").exists()


def test_a_name_that_leads_within_is_refused_with_one_bad_address_among_good(owner, monkeypatch):
    resolve(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(Refused):
        made(owner, "https://example.org/")
    resolve(monkeypatch, "93.184.216.34")
    assert made(owner, "https://example.org/hook?key=1")


@pytest.mark.parametrize(
    "fields",
    [
        {"name": " "},
        {"name": "x" * 101},
        {"name": "机密★ 一号"},
        {"events": []},
        {"events": ["all"]},
    ],
)
def test_a_webhook_is_refused_without_name_or_known_event(owner, server, fields):
    with pytest.raises(Refused):
        made(owner, **{"url": f"{server.url}/ok", **fields})


def test_only_the_office_and_administrators_have_webhooks_and_each_sees_its_own(
    owner, admin, hook, client
):
    url = hook.url
    for account in (grant_role(user(), "leader"), grant_role(user(), "editor"), user()):
        with pytest.raises(Forbidden):
            made(account, url)
        client.force_login(account)
        assert client.get("/webhooks/").status_code == 403
        assert client.get(f"/webhooks/{hook.pk}/").status_code == 404
    other = grant_role(user(), "office")
    acts = [
        (services.edit_webhook, {"seen_version": None, "name": "x", "url": url, "events": EVENTS}),
        (services.change_secret, {}),
        (services.send_test, {}),
        (services.remove_webhook, {}),
        (services.resend, {"delivery_id": 1}),
        (services.switch_on, {}),
    ]
    for act, given in acts:
        for actor, error in ((other.actor, NotFound), (NOBODY, NotFound), (admin.actor, Forbidden)):
            with pytest.raises(error):
                act(actor=actor, webhook_id=hook.pk, **given)
    with pytest.raises(NotFound):
        services.switch_off(actor=other.actor, webhook_id=hook.pk)
    services.switch_off(actor=admin.actor, webhook_id=hook.pk)
    with pytest.raises(Refused):
        services.switch_off(actor=owner.actor, webhook_id=hook.pk)


def test_the_secret_is_shown_once_and_kept_only_under_a_key_beside_the_database(owner, server):
    hook, secret = made(owner, f"{server.url}/ok")

    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    assert secret not in str(Webhook.objects.values().get())
    assert secrets.unseal(hook.secret) == secret
    row = AuditRow.objects.get(action="webhooks.webhook.created")
    assert hook.secret not in str(row.after)


def checked(headers, body, secret):
    """Say whether one of the signatures of a message is this secret's."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return wanted in headers["webhook-signature"].split(" ")


def test_a_change_is_told_signed_and_once(owner, server):
    _hook, secret = made(owner, f"{server.url}/ok")
    task = factories.open_task(title_zh="不外传的名称")

    assert services.deliver_waiting() == 1
    assert services.deliver_waiting() == 0

    ((path, headers, body),) = server.heard
    told = json.loads(body)
    assert (path, told["type"], told["data"]["task"]) == ("/ok", "task.changed", task.pk)
    assert told["data"]["url"].endswith(f"/tasks/{task.pk}/")
    assert "不外传的名称" not in body.decode()
    assert checked(headers, body, secret)
    assert not checked(headers, body + b" ", secret)
    assert abs(int(headers["webhook-timestamp"]) - clock.now().timestamp()) < 60
    assert Delivery.objects.get().message_id == headers["webhook-id"]


def test_in_the_demo_the_signature_bears_the_true_time(owner, server, settings):
    settings.DEMO_DAY = dt.date(2025, 7, 15)
    hook, secret = made(owner, f"{server.url}/ok")
    services.change_secret(actor=owner.actor, webhook_id=hook.pk)
    services.send_test(actor=owner.actor, webhook_id=hook.pk)

    services.deliver_waiting()

    ((_path, headers, body),) = server.heard
    age = dt.datetime.now(dt.UTC).timestamp() - int(headers["webhook-timestamp"])
    assert 0 <= age < 60
    assert checked(headers, body, secret), "the former secret signs on by the demo's clock"
    assert json.loads(body)["timestamp"].startswith("2025-07-1")


def test_a_change_wakes_the_worker_in_its_own_transaction_and_once(owner, hook):
    waiting = DBTaskResult.objects.filter(task_path=jobs.deliver_webhooks.module_path)

    factories.open_task()
    factories.open_task()

    assert waiting.count() == 1
    assert jobs.deliver_webhooks.func() == 2


def test_each_declared_event_is_told_and_what_is_rolled_back_is_not(owner, server):
    assert set(registry.known()) == {
        "task.changed",
        "progress.reported",
        "list.adopted",
        "meeting.released",
        "page.published",
    }
    made(owner, f"{server.url}/ok", events=list(registry.known()))
    task = factories.open_task()
    Delivery.objects.all().delete()
    factories.report(task)

    services.deliver_waiting()

    kinds = [json.loads(body)["type"] for _path, _headers, body in server.heard]
    assert "progress.reported" in kinds
    count = Delivery.objects.count()
    with pytest.raises(Stale):
        governance.edit_task(
            actor=SYSTEM, task_id=task.pk, seen_version=99, changes={"title_en": "x"}
        )
    assert Delivery.objects.count() == count


def test_nothing_is_told_that_its_owner_may_not_see_nor_shown_in_the_log(admin, server, client):
    hook, _secret = made(admin, f"{server.url}/ok")
    factories.open_task(title_en="Inner")
    client.force_login(admin)
    page = f"/webhooks/{hook.pk}/"
    assert "msg_" not in client.get(page).content.decode(), "not looked at yet, not shown"
    services.deliver_waiting()
    assert server.heard == []
    assert not Delivery.objects.exists()

    factories.open_task(release="public")

    services.deliver_waiting()
    assert len(server.heard) == 1
    assert "msg_" in client.get(page).content.decode()


def test_who_may_see_it_is_asked_again_at_each_try(owner, server):
    made(owner, f"{server.url}/fail")
    factories.open_task()
    services.deliver_waiting()
    assert len(server.heard) == 1
    User.objects.filter(pk=owner.pk).update(access={"roles": ["administrator"]})
    due_now()

    services.deliver_waiting()

    assert len(server.heard) == 1
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("loss", [{"is_active": False}, {"access": {"roles": ["leader"]}}])
def test_an_owner_who_is_gone_or_has_no_such_role_stops_it(owner, hook, server, loss):
    factories.open_task()
    User.objects.filter(pk=owner.pk).update(**loss)

    services.deliver_waiting()

    hook.refresh_from_db()
    assert (hook.off_reason, server.heard) == ("account", [])


def test_a_name_that_leads_elsewhere_at_delivery_is_not_called(
    owner, server, monkeypatch, settings
):
    settings.DEMO = False
    resolve(monkeypatch, "93.184.216.34")
    made(owner, "https://example.org/hook")
    factories.open_task()
    resolve(monkeypatch, "127.0.0.1")

    services.deliver_waiting()

    delivery = Delivery.objects.get()
    assert (delivery.fault, delivery.status, delivery.tries) == ("refused", None, 1)
    assert server.heard == []


def test_the_connection_goes_to_the_very_address_that_was_judged(server, monkeypatch):
    asked = []
    real = socket.getaddrinfo

    def told(host, port, *rest, **how):
        asked.append(host)
        return real("127.0.0.1" if host == "example.org" else host, port, *rest, **how)

    monkeypatch.setattr(socket, "getaddrinfo", told)
    port = server.server_address[1]

    answer = calling.call(f"http://example.org:{port}/ok", b"{}", {})

    assert answer.status == 204
    assert asked.count("example.org") == 1
    assert server.heard[0][1]["Host"] == f"example.org:{port}"


BAD = {
    "/fail": (500, "", "服务器出错"),
    "/moved": (307, "", ""),
    "/slow": (None, "timeout", ""),
    "/drip": (None, "timeout", ""),
}


@pytest.mark.parametrize("path", BAD)
def test_a_bad_answer_is_written_down_and_tried_again_under_the_same_id(
    owner, server, path, monkeypatch
):
    made(owner, f"{server.url}{path}")
    factories.open_task()

    with monkeypatch.context() as hurry:
        if "timeout" in BAD[path]:
            hurry.setattr(calling, "PATIENCE", 0.6)
        services.deliver_waiting()

    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.fault, delivery.answer) == BAD[path]
    assert delivery.state == "waiting"
    assert [one[0] for one in server.heard] == [path], "no redirect is followed"
    server.becomes = "/ok"
    due_now()
    assert services.deliver_waiting() == 1
    assert len({headers["webhook-id"] for _path, headers, _body in server.heard}) == 1


def test_a_huge_answer_is_read_a_little_and_kept_readable(owner, server):
    made(owner, f"{server.url}/huge")
    factories.open_task()

    assert services.deliver_waiting() == 1

    answer = Delivery.objects.get().answer
    assert len(answer) == 1000
    assert "\0" not in answer


def test_a_certificate_that_nobody_signed_is_not_trusted(owner, settings, tmp_path):
    settings.DEMO = True
    with listening(tmp_path) as server:
        made(owner, f"{server.url}/ok")
        factories.open_task()

        services.deliver_waiting()

        assert Delivery.objects.get().fault == "tls"
        assert server.heard == []


def test_an_address_that_nobody_listens_at_is_no_fault_of_ours(owner, settings):
    settings.DEMO = True
    with listening() as server:
        url = f"{server.url}/ok"
    made(owner, url)
    factories.open_task()

    services.deliver_waiting()

    assert Delivery.objects.get().fault == "connection"


def test_pauses_grow_until_it_is_switched_off_and_its_owner_is_told(owner, server):
    hook, _secret = made(owner, f"{server.url}/fail")
    start = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)
    with time_machine.travel(start, tick=False) as traveller:
        factories.open_task()
        pauses = []
        for _try in range(7):
            services.deliver_waiting()
            delivery = Delivery.objects.get()
            if delivery.state == "waiting":
                pauses.append(delivery.next_try_at - clock.now())
                traveller.move_to(delivery.next_try_at)

    assert [int(pause.total_seconds()) for pause in pauses] == [5, 300, 1800, 7200, 18000, 36000]
    hook.refresh_from_db()
    assert (hook.off_reason, delivery.state, delivery.tries) == ("failing", "failed", 7)
    mail = Mail.objects.get(to="owner@example.org")
    assert f"/webhooks/{hook.pk}/" in mail.body
    assert "Dashboard" in mail.body
    told = Notification.objects.get(user=owner, url__startswith="/webhooks/")
    assert told.text_zh != told.text_en
    factories.open_task()
    assert Delivery.objects.count() == 1, "what happens meanwhile is not kept"
    services.switch_on(actor=owner.actor, webhook_id=hook.pk)
    server.becomes = "/ok"
    services.resend(actor=owner.actor, webhook_id=hook.pk, delivery_id=delivery.pk)
    assert services.deliver_waiting() == 1


def test_410_switches_off_at_once_and_a_webhook_that_takes_others_stays_on(owner, server):
    gone, _secret = made(owner, f"{server.url}/gone")
    failing, _secret = made(owner, f"{server.url}/fail", name="Other")
    factories.open_task()
    Delivery.objects.filter(webhook=failing).update(tries=6)
    Webhook.objects.filter(pk=failing.pk).update(succeeded_at=clock.now() + dt.timedelta(hours=1))

    services.deliver_waiting()

    assert Webhook.objects.get(pk=gone.pk).off_reason == "gone"
    assert Webhook.objects.get(pk=failing.pk).is_on
    assert set(Delivery.objects.values_list("state", flat=True)) == {"failed"}


def test_one_bad_address_costs_the_others_one_wait_and_no_message(owner, server):
    made(owner, f"{server.url}/fail")
    made(owner, f"{server.url}/ok", name="Good")
    for _task in range(3):
        factories.open_task()

    services.deliver_waiting()

    paths = [path for path, _headers, _body in server.heard]
    assert (paths.count("/fail"), paths.count("/ok")) == (1, 3)


def test_for_a_day_a_new_secret_signs_beside_the_former_one(owner, server):
    hook, former = made(owner, f"{server.url}/ok")
    _hook, new = services.change_secret(actor=owner.actor, webhook_id=hook.pk)
    services.send_test(actor=owner.actor, webhook_id=hook.pk)
    services.deliver_waiting()
    with time_machine.travel(clock.now() + dt.timedelta(hours=25), tick=False):
        services.send_test(actor=owner.actor, webhook_id=hook.pk)
        services.deliver_waiting()

    (_p, first, one), (_q, second, two) = server.heard
    assert checked(first, one, former)
    assert checked(first, one, new)
    assert checked(second, two, new)
    assert not checked(second, two, former)


def test_tests_and_repetitions_are_bounded_and_refused_while_it_is_off(owner, hook):
    for _time in range(3):
        services.send_test(actor=owner.actor, webhook_id=hook.pk)
    with pytest.raises(Refused):
        services.send_test(actor=owner.actor, webhook_id=hook.pk)
    waiting = Delivery.objects.first()
    again = {"actor": owner.actor, "webhook_id": hook.pk, "delivery_id": waiting.pk}
    with pytest.raises(Refused):
        services.resend(**again)
    with pytest.raises(NotFound):
        services.resend(**{**again, "delivery_id": 0})
    services.switch_off(actor=owner.actor, webhook_id=hook.pk)
    with pytest.raises(Refused):
        services.resend(**again)
    with pytest.raises(Refused):
        services.send_test(actor=owner.actor, webhook_id=hook.pk)
    assert set(Delivery.objects.values_list("state", "fault")) == {("failed", "off")}
    with time_machine.travel(clock.now() + dt.timedelta(days=31)):
        assert services.clear_old() == 3


def test_an_action_that_is_no_event_asks_nothing_of_the_database(django_assert_num_queries, owner):
    with django_assert_num_queries(0):
        services.hear("accounts.signed_in", [owner])
    with django_assert_num_queries(1):
        services.hear("governance.task.edited", [owner])


@pytest.mark.django_db(transaction=True)
def test_a_kill_in_the_middle_of_a_call_repeats_the_message_under_the_same_id(tmp_path, settings):
    settings.DEMO = True
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "secret").write_text(django_settings.SECRET_KEY)
    account = grant_role(user(), "office")
    with listening() as server:
        made(account, f"{server.url}/ok")
        factories.open_task()
        due = "UPDATE webhooks_delivery SET next_try_at = '2020-01-01 00:00:00+00:00'"
        installation = Installation(tmp_path, PLENARY_DEMO="1")
        installation.ask(due)
        server.becomes = "/hold"
        process = installation.start(DELIVER)
        wait_until(server.is_holding.is_set)
        process.send_signal(signal.SIGKILL)
        process.wait()
        states = "SELECT state, tries FROM webhooks_delivery"
        assert installation.ask(states) == [("waiting", 1)]
        server.becomes = ""
        installation.ask(due)

        installation.start(DELIVER).wait()

        assert installation.ask(states) == [("delivered", 2)]
        assert len(server.heard) == 2
        assert len({headers["webhook-id"] for _path, headers, _body in server.heard}) == 1


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_the_pages_lead_from_naming_an_address_to_its_log(client, owner, server, lang):
    client.force_login(owner)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = lang
    assert "/webhooks/" in client.get("/accounts/").content.decode()
    empty = client.get("/webhooks/").content.decode()
    assert ("没有Webhook" in empty) == (lang == "zh-CN")
    bad = client.post(
        "/webhooks/new/", {"name": "大屏", "url": "https://10.0.0.1/", "events": EVENTS}
    )
    assert bad.status_code == 422
    assert "大屏" in bad.content.decode(), "what was typed is still there"

    sent = client.post(
        "/webhooks/new/", {"name": "大屏", "url": f"{server.url}/fail", "events": EVENTS}
    )
    page = sent.url
    assert "whsec_" in client.get(page).content.decode()
    assert "whsec_" not in client.get(page).content.decode().replace("whsec_ ", "")
    client.post(f"{page}test/")
    services.deliver_waiting()
    shown = client.get(page).content.decode()
    assert "500" in shown
    assert "服务器出错" in shown
    Delivery.objects.update(state="failed")
    delivery = Delivery.objects.get()
    client.post(f"{page}log/{delivery.pk}/resend/")
    assert Delivery.objects.get().state == "waiting"
    stale = client.post(
        f"{page}edit/",
        {"name": "新大屏", "url": f"{server.url}/ok", "events": EVENTS, "seen_version": 0},
    )
    assert stale.status_code == 409
    version = Webhook.objects.get().version
    client.post(
        f"{page}edit/",
        {"name": "新大屏", "url": f"{server.url}/ok", "events": EVENTS, "seen_version": version},
    )
    assert Webhook.objects.get().name == "新大屏"
    client.post(f"{page}secret/")
    assert "whsec_" in client.get(page).content.decode()
    for step in ("off", "on"):
        client.post(f"{page}{step}/")
        assert Webhook.objects.get().is_on == (step == "on")
    assert client.post(f"{page}burn/").status_code == 404
    client.post(f"{page}remove/")
    assert not Webhook.objects.exists()


def test_a_list_and_a_log_take_the_same_queries_for_one_and_many(
    client, owner, hook, django_assert_max_num_queries
):
    client.force_login(owner)
    for _more in range(10):
        made(owner, hook.url, name="More")
        Delivery.objects.bulk_create(
            [services.telling.message(hook, "test", {}, None)], ignore_conflicts=True
        )
    Delivery.objects.update(state="delivered")
    with django_assert_max_num_queries(8):
        assert client.get("/webhooks/").status_code == 200
    with django_assert_max_num_queries(8):
        assert client.get(hook.get_absolute_url()).status_code == 200


def test_a_unit_has_no_way_to_them(client):
    client.force_login(unit_user(factories.unit()))

    assert client.get("/webhooks/").status_code == 403
    assert "/webhooks/" not in client.get("/accounts/").content.decode()
