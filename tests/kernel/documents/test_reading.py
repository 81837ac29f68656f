import pytest

from plenary.kernel.audit.models import AuditRow
from plenary.kernel.documents import policies, selectors, services
from plenary.shared.actor import NOBODY, SYSTEM, Actor
from tests import factories
from tests.kernel.documents.factories import document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "sees_all"),
    [
        ("office", True),
        ("leader", True),
        ("verifier", True),
        ("editor", True),
        ("translator", True),
        ("unit", False),
        ("protocol", False),
        ("counter", False),
        ("administrator", False),
    ],
)
def test_internal_papers_are_for_the_office_and_the_roles_beside_it(role, sees_all):
    internal = document()
    on_request = document(release="on_request")
    public = document(release="public")
    actor = Actor(user_id=1, name=role, roles=frozenset({role}))

    visible = set(selectors.visible_to(actor))

    assert visible == ({internal, on_request, public} if sees_all else {public})
    assert {d for d in (internal, on_request, public) if policies.can_read(actor, d)} == visible


def test_nobody_reads_nothing():
    kept = document(release="public")
    services.cite(document=kept, start=0, end=2)

    assert not selectors.visible_to(NOBODY).exists()
    assert not policies.can_read(NOBODY, kept)
    assert not selectors.passages_visible(NOBODY).exists()
    assert selectors.passages_visible(SYSTEM).count() == 1


def test_the_page_shows_the_text_with_its_passages_as_anchors(client):
    account = factories.grant_role(factories.user(), "office")
    kept = document(text="要办好<论坛>。\r\n要建好窗口。", issued_on=None)
    one = services.cite(document=kept, start=0, end=8)
    two = services.cite(document=kept, start=0, end=4)
    client.force_login(account)

    html = client.get(f"/documents/{kept.pk}/").content.decode()

    assert f'<span id="p{two.pk}"></span><mark id="p{one.pk}"' in html
    assert "要办好&lt;</mark>" in html
    assert "论坛&gt;。</mark>" in html
    assert "</mark>\r\n要建好窗口。</div>" in html
    assert html.count(f'id="p{one.pk}"') == html.count(f'id="p{two.pk}"') == 1


def test_a_list_shows_its_rows_and_a_paper_its_warnings(client):
    client.force_login(factories.grant_role(factories.user(), "office"))
    kept = document(kind="list", text="内部资料 注意保存\n1 办论坛")
    row = services.cite_row(document=kept, sheet="清单", row=1, quote="1 办论坛")

    html = client.get(f"/documents/{kept.pk}/").content.decode()

    assert f'<li id="p{row.pk}">' in html
    assert "internal, keep with care" in html


def test_the_page_takes_the_same_number_of_queries_for_any_number_of_passages(
    client, django_assert_num_queries
):
    client.force_login(factories.grant_role(factories.user(), "office"))
    kept = document(text="要" * 100)
    services.cite(document=kept, start=0, end=1)
    for n in (1, 50):
        services.cite_all(document=kept, places=[(at, at + 2) for at in range(n)])
        with django_assert_num_queries(9):
            client.get(f"/documents/{kept.pk}/")


def test_what_one_may_not_read_answers_like_what_does_not_exist(client):
    client.force_login(factories.unit_user(of=factories.unit()))
    file = services.keep_file(actor=SYSTEM, data=b"text", name="a.txt")
    internal = document(file=file, file_name="a.txt")

    for path in (f"/documents/{internal.pk}/", "/documents/999999/"):
        assert client.get(path).status_code == 404
        assert client.get(f"{path}file/").status_code == 404
    assert not AuditRow.objects.filter(action="documents.file.read").exists()
    client.logout()
    assert client.get(f"/documents/{internal.pk}/").status_code == 302


@pytest.mark.parametrize(("release", "rows"), [("internal", 1), ("public", 0)])
def test_a_file_is_handed_out_as_a_download_and_an_internal_one_is_logged(client, release, rows):
    client.force_login(factories.grant_role(factories.user(), "office"))
    page = b"<html><script>alert(1)</script>"
    file = services.keep_file(actor=SYSTEM, data=page, name="a.html")
    kept = document(file=file, file_name="全会.html", release=release)

    response = client.get(f"/documents/{kept.pk}/file/")

    assert b"".join(response.streaming_content) == page
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert AuditRow.objects.filter(action="documents.file.read").count() == rows
    assert client.post(f"/documents/{kept.pk}/file/").status_code == 405


def test_a_text_without_a_file_has_no_download(client):
    client.force_login(factories.grant_role(factories.user(), "office"))

    assert client.get(f"/documents/{document().pk}/file/").status_code == 404
