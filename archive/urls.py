from django.urls import path

from archive import import_views, views

app_name = "archive"
urlpatterns = [
    path("settings/export/", views.export, name="export"),
    path("settings/export/<int:pk>/status/", views.export_status, name="export_status"),
    path("settings/export/<int:pk>/file/", views.export_file, name="export_file"),
    path("settings/export/<int:pk>/delete/", views.export_delete, name="export_delete"),
    path("settings/import/", import_views.import_, name="import"),
    path("settings/import/start/", import_views.import_start, name="import_start"),
    path("settings/import/status/", import_views.import_status, name="import_status"),
    path("settings/import/cancel/", import_views.import_cancel, name="import_cancel"),
]
