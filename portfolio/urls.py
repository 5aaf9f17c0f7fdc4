from django.urls import path

from portfolio import file_views, views

app_name = "portfolio"
urlpatterns = [
    path("samples/", views.sample_list, name="sample_list"),
    path("samples/add/", views.sample_create, name="sample_create"),
    path("samples/upload/", views.sample_upload, name="sample_upload"),
    path("samples/add/text/", views.sample_create_text, name="sample_create_text"),
    path("samples/add/link/", views.sample_create_link, name="sample_create_link"),
    path("samples/add/described/", views.sample_create_described, name="sample_create_described"),
    path("samples/bin/", views.sample_bin, name="sample_bin"),
    path("samples/private-words/", file_views.private_word_list, name="private_word_list"),
    path(
        "samples/private-words/<int:pk>/delete/", file_views.private_word_delete, name="private_word_delete"
    ),
    path("samples/<int:pk>/", views.sample_detail, name="sample_detail"),
    path("samples/<int:pk>/edit/", views.sample_edit, name="sample_edit"),
    path("samples/<int:pk>/text/", views.sample_text, name="sample_text"),
    path("samples/<int:pk>/name/", views.sample_name, name="sample_name"),
    path("samples/<int:pk>/dismiss/", views.sample_dismiss, name="sample_dismiss"),
    path("samples/<int:pk>/provenance/", views.sample_provenance, name="sample_provenance"),
    path("samples/<int:pk>/permission/", views.permission_edit, name="permission_edit"),
    path("samples/<int:pk>/withdraw/", views.sample_withdraw, name="sample_withdraw"),
    path("samples/<int:pk>/restore/", views.sample_restore, name="sample_restore"),
    path("samples/<int:pk>/delete/", views.sample_delete, name="sample_delete"),
    path("samples/<int:pk>/undelete/", views.sample_undelete, name="sample_undelete"),
    path("samples/<int:pk>/files/", file_views.file_add, name="file_add"),
    path("files/<int:pk>/", file_views.file_check, name="file_check"),
    path("files/<int:pk>/status/", file_views.file_status, name="file_status"),
    path("files/<int:pk>/clean/", file_views.file_clean, name="file_clean"),
    path("files/<int:pk>/again/", file_views.file_again, name="file_again"),
    path("files/<int:pk>/replace/", file_views.file_replace, name="file_replace"),
    path("files/<int:pk>/delete/", file_views.file_delete, name="file_delete"),
    path("files/<int:pk>/original/", file_views.file_original, name="file_original"),
    path("files/<int:pk>/clean-copy/", file_views.file_clean_copy, name="file_clean_copy"),
    path("files/<int:pk>/pages/<int:number>-<int:width>.webp", file_views.file_picture, name="file_picture"),
    path("settings/photo/", file_views.photo_edit, name="photo_edit"),
    path("settings/photo/remove/", file_views.photo_remove, name="photo_remove"),
    path("settings/photo/current.webp", file_views.photo, name="photo"),
    path("findings/<int:pk>/accept/", file_views.finding_accept, name="finding_accept"),
    path("findings/<int:pk>/dismiss/", file_views.finding_dismiss, name="finding_dismiss"),
    path("findings/<int:pk>/reopen/", file_views.finding_reopen, name="finding_reopen"),
]
