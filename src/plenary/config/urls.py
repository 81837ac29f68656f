"""Every address of Plenary; those asked for most stand first, since each request goes through them in order."""

from django.urls import include, path

from plenary.contexts.communications.views import machines
from plenary.kernel.accounts.views import demo, language

urlpatterns = [
    path(".well-known/security.txt", machines.security, name="security-txt"),
    path("favicon.ico", machines.icon, name="favicon"),
    path("robots.txt", machines.robots, name="robots-txt"),
    path("accounts/", include("plenary.kernel.accounts.urls")),
    path("api/v1/", include("plenary.config.rest")),
    path("audit/", include("plenary.kernel.audit.urls")),
    path("demo/", demo.choose_account, name="demo"),
    path("documents/", include("plenary.kernel.documents.urls")),
    path("language/setlang/", language.switch_language, name="set_language"),
    path("measures/", include("plenary.kernel.measures.urls")),
    path("notifications/", include("plenary.kernel.notifications.urls")),
    path("", include("plenary.workspace.urls")),
    path("", include("plenary.contexts.governance.urls")),
    path("webhooks/", include("plenary.kernel.webhooks.urls")),
    path("", include("plenary.contexts.communications.urls")),
    path("", include("plenary.contexts.language.urls")),
]

handler400 = "plenary.shared.web.answers.unreadable"
handler403 = "plenary.shared.web.answers.forbidden"
handler404 = "plenary.shared.web.answers.missing"
handler429 = "plenary.shared.web.answers.too_many"
handler500 = "plenary.shared.web.answers.failed"
