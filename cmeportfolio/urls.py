from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from cmeportfolio import views

handler400 = "cmeportfolio.errors.bad_request"
handler403 = "cmeportfolio.errors.permission_denied"
handler404 = "cmeportfolio.errors.page_not_found"
handler500 = "cmeportfolio.errors.server_error"

admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = "CME Portfolio, for operators"

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("terms/", views.terms, name="terms"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("portfolio.urls")),
    path("", include("sharing.urls")),
    path("", include("networking.urls")),
    path("", include("milestones.urls")),
    path("", include("archive.urls")),
    path("operator/", admin.site.urls),
]
