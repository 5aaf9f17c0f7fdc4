from django.urls import path

from milestones import views

app_name = "milestones"
urlpatterns = [
    path("milestones/", views.milestone_list, name="milestone_list"),
    path("milestones/<slug:milestone>/<slug:step>/", views.step_detail, name="step_detail"),
    path("milestones/<slug:milestone>/<slug:step>/note/", views.step_note, name="step_note"),
    path("milestones/<slug:milestone>/<slug:step>/done/", views.step_mark_done, name="step_mark_done"),
    path("milestones/<slug:milestone>/<slug:step>/reopen/", views.step_reopen, name="step_reopen"),
]
