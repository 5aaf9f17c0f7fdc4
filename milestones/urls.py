from django.urls import path

from milestones import (
    check_views,
    competency_views,
    library_views,
    plan_views,
    public,
    reflection_views,
    views,
)

app_name = "milestones"
urlpatterns = [
    path("milestones/", views.milestone_list, name="milestone_list"),
    # plan
    path("milestones/plan/", plan_views.plan_detail, name="plan_detail"),
    path("milestones/plan/edit/", plan_views.plan_edit, name="plan_edit"),
    path("milestones/plan/from-today/", plan_views.plan_replan, name="plan_replan"),
    path("milestones/plan/skip-week/", plan_views.plan_skip_week, name="plan_skip_week"),
    path("milestones/plan/days-off/", plan_views.days_off_create, name="days_off_create"),
    path("milestones/plan/days-off/<str:day>/delete/", plan_views.days_off_delete, name="days_off_delete"),
    path("milestones/plan/calendar/open/", plan_views.feed_open, name="feed_open"),
    path("milestones/plan/calendar/close/", plan_views.feed_close, name="feed_close"),
    path("milestones/plan/mail/", plan_views.digest_edit, name="digest_edit"),
    # reflections
    path("milestones/reflections/", reflection_views.reflection_list, name="reflection_list"),
    path("milestones/reflections/new/", reflection_views.reflection_create, name="reflection_create"),
    path("milestones/reflections/<int:pk>/", reflection_views.reflection_edit, name="reflection_edit"),
    path(
        "milestones/reflections/<int:pk>/delete/",
        reflection_views.reflection_delete,
        name="reflection_delete",
    ),
    # library
    path("milestones/landscape/", library_views.landscape_page, name="landscape"),
    path("milestones/glossary/", library_views.glossary, name="glossary"),
    path("milestones/levels/", library_views.levels, name="levels"),
    path("deliverables/", library_views.deliverable_list, name="deliverable_list"),
    path("deliverables/<slug:slug>/", library_views.deliverable_detail, name="deliverable_detail"),
    path("briefs/", library_views.brief_list, name="brief_list"),
    path("briefs/<slug:slug>/", library_views.brief_detail, name="brief_detail"),
    path("briefs/<slug:slug>/outline.<str:kind>", library_views.brief_outline, name="brief_outline"),
    path("briefs/<slug:slug>/start/", library_views.brief_start, name="brief_start"),
    # steps
    path("milestones/<slug:milestone>/<slug:step>/", views.step_detail, name="step_detail"),
    path("milestones/<slug:milestone>/<slug:step>/note/", views.step_note, name="step_note"),
    path("milestones/<slug:milestone>/<slug:step>/done/", views.step_mark_done, name="step_mark_done"),
    path("milestones/<slug:milestone>/<slug:step>/reopen/", views.step_reopen, name="step_reopen"),
    # competencies
    path("competencies/", competency_views.competency_list, name="competency_list"),
    path("competencies/rate/", competency_views.rating_create, name="rating_create"),
    path("competencies/ratings/", competency_views.rating_list, name="rating_list"),
    path("competencies/show/", competency_views.competency_show, name="competency_show"),
    path("competencies/evidence/<int:pk>/delete/", competency_views.evidence_delete, name="evidence_delete"),
    path("competencies/<slug:slug>/", competency_views.competency_detail, name="competency_detail"),
    # checks of writing
    path("checks/", check_views.check_list, name="check_list"),
    path("checks/objectives/", check_views.check_objectives, name="check_objectives"),
    path("checks/test-items/", check_views.check_items, name="check_items"),
    path("checks/references/", check_views.check_references, name="check_references"),
    path("checks/balance/", check_views.check_balance, name="check_balance"),
    path("checks/reading/", check_views.check_reading, name="check_reading"),
    path("checks/samples/<int:pk>/", check_views.sample_quality, name="sample_quality"),
    path("checks/samples/<int:pk>/thread/", check_views.sample_thread, name="sample_thread"),
    # strangers
    path("feed/<str:token>/plan.ics", public.plan_feed, name="plan_feed"),
    path("unsubscribe/<str:token>/", public.unsubscribe, name="unsubscribe"),
]
