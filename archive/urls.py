from django.urls import path

from archive import views

app_name = "archive"
urlpatterns = [
    path("settings/export/", views.export, name="export"),
    path("settings/export/<int:pk>/status/", views.export_status, name="export_status"),
    path("settings/export/<int:pk>/file/", views.export_file, name="export_file"),
    path("settings/export/<int:pk>/delete/", views.export_delete, name="export_delete"),
]
