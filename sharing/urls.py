from django.urls import path

from sharing import (
    beacon,
    collection_views,
    link_views,
    message_views,
    public,
    report,
    review,
    review_views,
    shared,
    take,
    views,
)

app_name = "sharing"


def _behind_a_door(entrance, name, views):
    """A picture, a text or a file is only ever reached through its sample, and a sample through a door."""
    return [
        path(f"{entrance}<slug:sample_slug>/", views.sample, name=f"{name}_sample"),
        path(
            f"{entrance}<slug:sample_slug>/pages/<int:pk>/<int:number>-<int:width>.webp",
            views.picture,
            name=f"{name}_picture",
        ),
        path(f"{entrance}<slug:sample_slug>/files/<int:pk>/", views.file, name=f"{name}_file"),
    ]


urlpatterns = [
    # The writer's public page
    path("publish/", views.publish, name="publish"),
    path("publish/stop/", views.unpublish, name="unpublish"),
    path("publish/<int:pk>/", views.publish_sample, name="publish_sample"),
    path("publish/<int:pk>/remove/", views.unpublish_sample, name="unpublish_sample"),
    path("publish/preview/", views.preview, name="preview"),
    path("publish/stranger/", views.as_a_stranger, name="as_a_stranger"),
    path("publish/visits/", link_views.page_receipt, name="page_receipt"),
    # Collections
    path("collections/", collection_views.collection_list, name="collection_list"),
    path("collections/add/", collection_views.collection_create, name="collection_create"),
    path("collections/<int:pk>/", collection_views.collection_detail, name="collection_detail"),
    path("collections/<int:pk>/delete/", collection_views.collection_delete, name="collection_delete"),
    path("collections/<int:pk>/samples/", collection_views.collection_add, name="collection_add"),
    path("collections/<int:pk>/order/", collection_views.collection_order, name="collection_order"),
    path("collections/<int:pk>/preview/", collection_views.collection_preview, name="collection_preview"),
    path(
        "collections/<int:pk>/preview/<slug:sample_slug>/",
        collection_views.preview_sample,
        name="preview_sample",
    ),
    path("collections/<int:pk>/portfolio.pdf", take.own_pdf, name="own_pdf"),
    path("collections/<int:pk>/one-page.pdf", take.own_one_page, name="own_one_page"),
    path("collections/<int:pk>/move/<int:item>/", collection_views.collection_move, name="collection_move"),
    path(
        "collections/<int:pk>/remove/<int:item>/",
        collection_views.collection_remove,
        name="collection_remove",
    ),
    path(
        "collections/<int:pk>/section/<int:item>/",
        collection_views.collection_section,
        name="collection_section",
    ),
    # Private links
    path("links/", link_views.link_list, name="link_list"),
    path("links/add/", link_views.link_create, name="link_create"),
    path("links/suggest/", link_views.suggest_samples, name="suggest"),
    path("links/<int:pk>/", link_views.link_detail, name="link_detail"),
    path("links/<int:pk>/edit/", link_views.link_edit, name="link_edit"),
    path("links/<int:pk>/pause/", link_views.link_pause, name="link_pause"),
    path("links/<int:pk>/resume/", link_views.link_resume, name="link_resume"),
    path("links/<int:pk>/end/", link_views.link_revoke, name="link_revoke"),
    path("links/<int:pk>/extend/", link_views.link_extend, name="link_extend"),
    path("links/<int:pk>/order/", link_views.link_order, name="link_order"),
    path("links/<int:pk>/move/<int:item>/", link_views.link_move, name="link_move"),
    path("links/<int:pk>/stranger/", link_views.link_stranger, name="link_stranger"),
    path("links/<int:pk>/qr.svg", link_views.link_qr, name="link_qr"),
    path("samples/<int:pk>/seen/", link_views.sample_seen, name="sample_seen"),
    # Reviews
    path("reviews/", review_views.review_list, name="review_list"),
    path("reviews/<int:pk>/", review_views.review_detail, name="review_detail"),
    path("reviews/<int:pk>/end/", review_views.review_end, name="review_end"),
    path("reviews/<int:pk>/reply/", review_views.review_reply, name="review_reply"),
    path("reviews/<int:pk>/show/", review_views.review_show, name="review_show"),
    path("reviews/<int:pk>/comments/<int:comment>/", review_views.review_answer, name="review_answer"),
    path("samples/<int:pk>/review/", review_views.review_create, name="review_create"),
    # Messages
    path("messages/", message_views.message_list, name="message_list"),
    path("messages/<int:pk>/", message_views.message_detail, name="message_detail"),
    path("messages/<int:pk>/open/", message_views.message_open, name="message_open"),
    path("messages/<int:pk>/unread/", message_views.message_unread, name="message_unread"),
    path("messages/<int:pk>/archive/", message_views.message_archive, name="message_archive"),
    path("messages/<int:pk>/spam/", message_views.message_spam, name="message_spam"),
    path("messages/<int:pk>/keep/", message_views.message_keep, name="message_keep"),
    path("messages/<int:pk>/delete/", message_views.message_delete, name="message_delete"),
    # For strangers: the public page
    path("p/<slug:slug>/", public.portfolio, name="portfolio"),
    path("p/<slug:slug>/card.png", public.social_picture, name="social_picture"),
    path("p/<slug:slug>/photo.webp", public.photo, name="photo"),
    path("p/<slug:slug>/qr.svg", public.qr, name="qr"),
    path("p/<slug:slug>/contact/", public.contact, name="contact"),
    path("p/<slug:slug>/report/", report.report, name="report"),
    path("p/<slug:slug>/portfolio.pdf", take.portfolio_pdf, name="portfolio_pdf"),
    path("p/<slug:slug>/one-page.pdf", take.one_page_pdf, name="one_page_pdf"),
    path("p/<slug:slug>/contact.vcf", take.contact_card, name="contact_card"),
    path("p/<slug:slug>/beacon/", beacon.beacon, name="beacon"),
    path(
        "p/<slug:slug>/collections/<slug:collection_slug>/",
        public.public_collection,
        name="public_collection",
    ),
    path(
        "p/<slug:slug>/collections/<slug:collection_slug>/portfolio.pdf",
        take.collection_pdf,
        name="collection_pdf",
    ),
    path(
        "p/<slug:slug>/collections/<slug:collection_slug>/<slug:sample_slug>/card.png",
        take.sample_social_picture,
        name="collection_social_picture",
    ),
    *_behind_a_door("p/<slug:slug>/collections/<slug:collection_slug>/", "collection", public),
    path(
        "p/<slug:slug>/<slug:sample_slug>/card.png",
        take.sample_social_picture,
        name="portfolio_social_picture",
    ),
    *_behind_a_door("p/<slug:slug>/", "portfolio", public),
    # For strangers: private links
    path("s/<str:token>/", shared.shared, name="shared"),
    path("s/<str:token>/portfolio.pdf", take.shared_pdf, name="shared_pdf"),
    path("s/<str:token>/card.png", shared.social_picture, name="shared_social_picture"),
    path("s/<str:token>/photo.webp", shared.photo, name="shared_photo"),
    path("s/<str:token>/contact/", shared.contact, name="shared_contact"),
    path("s/<str:token>/beacon/", beacon.shared_beacon, name="shared_beacon"),
    path("s/<str:token>/unlock/", shared.unlock_link, name="shared_unlock"),
    path("s/<str:token>/ask/", shared.ask, name="shared_ask"),
    *_behind_a_door("s/<str:token>/samples/", "shared", shared),
    # For strangers: reviews
    path("r/<str:token>/", review.review, name="review"),
    path("r/<str:token>/draft/", review.review_draft, name="review_draft"),
    path("r/<str:token>/name/", review.review_name, name="review_name"),
    path(
        "r/<str:token>/pages/<int:pk>/<int:number>-<int:width>.webp",
        review.review_picture,
        name="review_picture",
    ),
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
]
