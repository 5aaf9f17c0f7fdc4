from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("welcome/", views.welcome, name="welcome"),
    path("settings/", views.settings_page, name="settings"),
    path("settings/profile/", views.profile_edit, name="profile_edit"),
    path("settings/address/", views.address_edit, name="address_edit"),
    path("settings/look/", views.look_edit, name="look_edit"),
    path("settings/time-zone/", views.time_zone_edit, name="time_zone_edit"),
    path("settings/close/", views.close, name="close"),
]
