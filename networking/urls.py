from django.urls import path

from networking import (
    disclosure_views,
    import_views,
    interaction_views,
    letter_views,
    organization_views,
    public,
    views,
)

app_name = "networking"
urlpatterns = [
    path("contacts/", views.contact_list, name="contact_list"),
    path("contacts/board/", views.contact_board, name="contact_board"),
    path("contacts/today/", views.contact_today, name="contact_today"),
    path("contacts/figures/", views.contact_figures, name="contact_figures"),
    path("contacts/add/", views.contact_create, name="contact_create"),
    path("contacts/views/", views.view_save, name="view_save"),
    path("contacts/views/<int:pk>/delete/", views.view_delete, name="view_delete"),
    path("contacts/<int:pk>/", views.contact_detail, name="contact_detail"),
    path("contacts/<int:pk>/edit/", views.contact_edit, name="contact_edit"),
    path("contacts/<int:pk>/plan/", views.contact_plan, name="contact_plan"),
    path("contacts/<int:pk>/move/", views.contact_move, name="contact_move"),
    path("contacts/<int:pk>/archive/", views.contact_archive, name="contact_archive"),
    path("contacts/<int:pk>/restore/", views.contact_restore, name="contact_restore"),
    path("contacts/<int:pk>/erase/", views.contact_erase, name="contact_erase"),
    path("contacts/<int:pk>/wrote/", interaction_views.contact_wrote, name="contact_wrote"),
    path("contacts/<int:pk>/log/", interaction_views.interaction_create, name="interaction_create"),
    path("contacts/<int:pk>/share/", letter_views.contact_share, name="contact_share"),
    path("contacts/<int:pk>/letter/", letter_views.letter_create, name="letter_create"),
    path("contacts/interactions/<int:pk>/", interaction_views.interaction_edit, name="interaction_edit"),
    path(
        "contacts/interactions/<int:pk>/delete/",
        interaction_views.interaction_delete,
        name="interaction_delete",
    ),
    # Organizations
    path("contacts/organizations/", organization_views.organization_list, name="organization_list"),
    path("contacts/organizations/add/", organization_views.organization_create, name="organization_create"),
    path(
        "contacts/organizations/<int:pk>/", organization_views.organization_detail, name="organization_detail"
    ),
    path(
        "contacts/organizations/<int:pk>/edit/",
        organization_views.organization_edit,
        name="organization_edit",
    ),
    path(
        "contacts/organizations/<int:pk>/archive/",
        organization_views.organization_archive,
        name="organization_archive",
    ),
    path(
        "contacts/organizations/<int:pk>/restore/",
        organization_views.organization_restore,
        name="organization_restore",
    ),
    path(
        "contacts/organizations/<int:pk>/erase/",
        organization_views.organization_erase,
        name="organization_erase",
    ),
    # Letters and questions
    path("contacts/letters/", letter_views.letter_list, name="letter_list"),
    path("contacts/letters/<int:pk>/", letter_views.letter_detail, name="letter_detail"),
    path("contacts/letters/<int:pk>/sent/", letter_views.letter_sent, name="letter_sent"),
    path("contacts/letters/<int:pk>/delete/", letter_views.letter_delete, name="letter_delete"),
    path("contacts/templates/add/", letter_views.template_create, name="template_create"),
    path("contacts/templates/<int:pk>/", letter_views.template_edit, name="template_edit"),
    path("contacts/templates/<int:pk>/delete/", letter_views.template_delete, name="template_delete"),
    path("contacts/questions/", letter_views.drill, name="drill"),
    path("contacts/questions/<slug:slug>/", letter_views.drill_answer, name="drill_answer"),
    # Disclosure
    path("contacts/disclosure/", disclosure_views.disclosure, name="disclosure"),
    path("contacts/disclosure/confirm/", disclosure_views.disclosure_confirm, name="disclosure_confirm"),
    path("contacts/disclosure/share/", disclosure_views.disclosure_share, name="disclosure_share"),
    path("contacts/disclosure/stop/", disclosure_views.disclosure_stop, name="disclosure_stop"),
    path("contacts/disclosure/card.pdf", disclosure_views.disclosure_pdf, name="disclosure_pdf"),
    path("contacts/disclosure/add/", disclosure_views.relationship_create, name="relationship_create"),
    path("contacts/disclosure/<int:pk>/", disclosure_views.relationship_edit, name="relationship_edit"),
    path(
        "contacts/disclosure/<int:pk>/delete/",
        disclosure_views.relationship_delete,
        name="relationship_delete",
    ),
    path("d/<str:token>/", public.disclosure_shared, name="disclosure_shared"),
    # Lists in and out
    path("contacts/import/", import_views.contact_import, name="contact_import"),
    path("contacts/import/template.csv", import_views.import_template, name="import_template"),
    path("contacts/import/<int:pk>/", import_views.import_preview, name="import_preview"),
    path("contacts/import/<int:pk>/cancel/", import_views.import_cancel, name="import_cancel"),
    path("contacts/export/", import_views.contact_export, name="contact_export"),
]
