from django.urls import path

from sharing import public, views

app_name = "sharing"

# A picture, a text or a file is only ever reached through its sample, and a sample through a door.
_BEHIND_A_DOOR = [
    ("", "sample", public.sample),
    ("pages/<int:pk>/<int:number>-<int:width>.webp", "picture", public.picture),
    ("files/<int:pk>/", "file", public.file),
]

urlpatterns = [
    path("publish/", views.publish, name="publish"),
    path("publish/stop/", views.unpublish, name="unpublish"),
    path("publish/<int:pk>/", views.publish_sample, name="publish_sample"),
    path("publish/<int:pk>/remove/", views.unpublish_sample, name="unpublish_sample"),
    path("publish/preview/", views.preview, name="preview"),
    path("publish/stranger/", views.as_a_stranger, name="as_a_stranger"),
    path("collections/", views.collection_list, name="collection_list"),
    path("collections/<int:pk>/", views.collection_detail, name="collection_detail"),
    path("collections/<int:pk>/order/", views.collection_order, name="collection_order"),
    path("collections/<int:pk>/move/<int:item>/", views.collection_move, name="collection_move"),
    # For strangers
    path("p/<slug:slug>/", public.portfolio, name="portfolio"),
    path("p/<slug:slug>/card.png", public.social_picture, name="social_picture"),
    path("p/<slug:slug>/photo.webp", public.photo, name="photo"),
    path("p/<slug:slug>/qr.svg", public.qr, name="qr"),
    path("p/<slug:slug>/contact/", public.contact, name="contact"),
    *[
        path(f"p/<slug:slug>/<slug:sample_slug>/{tail}", view, name=f"portfolio_{name}")
        for tail, name, view in _BEHIND_A_DOOR
    ],
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
]
