"""One table of who may open what. A new URL without a line here fails the suite.

PUBLIC   anybody, also signed out
PRESSED  anybody, by POST from one of our pages only; there is nothing to look at
MEMBER   anybody who is signed in
OWNER    only the person it belongs to: for everybody else it does not exist (404)
STAFF    operators
"""

from datetime import timedelta

import pytest
from django.contrib.admin.sites import site as admin_site
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from networking.models import DisclosureCard
from portfolio.models import new_token
from tests.factories import (
    make_collection,
    make_contact,
    make_file,
    make_finding,
    make_interaction,
    make_letter,
    make_link,
    make_message,
    make_organization,
    make_plan,
    make_relationship,
    make_review,
    make_review_request,
    make_sample,
    publish,
    read,
)

PUBLIC, PRESSED, MEMBER, OWNER, STAFF = "public", "pressed", "member", "owner", "staff"


def _nothing(user):
    return []


def _sample(user):
    return [make_sample(user).pk]


def _text_sample(user):
    return [make_sample(user, body="text").pk]


def _binned(user):
    return [make_sample(user, deleted_at=timezone.now()).pk]


def _file(user):
    return [make_file(make_sample(user)).pk]


def _picture(user):
    return [make_file(make_sample(user)).pk, 1, 640]


def _finding(user):
    return [make_finding(make_file(make_sample(user)), code="id-date").pk]


def _word(user):
    return [user.private_words.create(word="Acme").pk]


def _collection(user):
    return [make_collection(user).pk]


def _place(user):
    collection = make_collection(user)
    return [collection.pk, collection.items.create(sample=make_sample(user)).pk]


def _preview_sample(user):
    collection, sample = make_collection(user), make_sample(user)
    collection.items.create(sample=sample)
    return [collection.pk, sample.slug]


def _own_link(user):
    return [make_link(user, make_sample(user)).pk]


def _link_place(user):
    link = make_link(user, make_sample(user))
    return [link.pk, link.items.get().pk]


def _message(user):
    return [make_message(user).pk]


def _token(user):
    return [make_link(user, make_sample(user)).token]


def _token_with_photo(user):
    _page_with_photo(user)
    return _token(user)


def _locked(user):
    link = make_link(user, make_sample(user))
    link.set_password("a password")
    link.save()
    return [link.token]


def _ended(user):
    link = make_link(user, make_sample(user))
    link.revoke()
    return [link.token]


def _linked_sample(user):
    sample = make_sample(user)
    return [make_link(user, sample).token, sample.slug]


def _linked_picture(user):
    sample = make_sample(user)
    file = make_file(sample)
    return [make_link(user, sample).token, sample.slug, file.pk, 1, 640]


def _linked_file(user):
    sample = make_sample(user, allow_download=True)
    file = make_file(sample)
    return [make_link(user, sample).token, sample.slug, file.pk]


def _listed(user):
    """A collection on the public page, and the sample in it."""
    sample = make_sample(user, allow_download=True)
    file = make_file(sample)
    collection = make_collection(user, is_public=True)
    collection.items.create(sample=sample)
    return publish(user).slug, collection.slug, sample.slug, file.pk


def _listed_collection(user):
    return _listed(user)[:2]


def _listed_sample(user):
    return _listed(user)[:3]


def _listed_picture(user):
    return [*_listed(user), 1, 640]


def _review(user):
    return [make_review_request(make_sample(user)).pk]


def _review_token(user):
    return [make_review_request(make_sample(user)).token]


def _review_picture(user):
    sample = make_sample(user)
    file = make_file(sample)
    return [make_review_request(sample).token, file.pk, 1, 640]


def _came_back(user):
    return [make_review(make_sample(user)).request_id]


def _commented(user):
    review = make_review(make_sample(user))
    return [review.request_id, review.comments.create(place="The text", text="Why?").pk]


def _filled(user):
    return _place(user)[:1]


def _page(user):
    return [publish(user, make_sample(user)).slug]


def _page_with_photo(user):
    from django.core.files.base import ContentFile

    from portfolio import storage

    user.profile.photo = storage.derived().save("photos/x.webp", ContentFile(b"x"))
    user.profile.save()
    return _page(user)


def _own_photo(user):
    _page_with_photo(user)
    return []


def _shown_sample(user):
    sample = make_sample(user)
    return [publish(user, sample).slug, sample.slug]


def _shown_picture(user):
    sample = make_sample(user)
    file = make_file(sample)
    return [publish(user, sample).slug, sample.slug, file.pk, 1, 640]


def _shown_file(user):
    sample = make_sample(user, allow_download=True)
    file = make_file(sample)
    return [publish(user, sample).slug, sample.slug, file.pk]


def _plan(user):
    make_plan(user)
    return []


def _days_off(user):
    make_plan(user, away=[["2026-12-21", "2026-12-27"]])
    return ["2026-12-21"]


def _feed(user):
    return [make_plan(user, feed_token="t" * 43).feed_token]


def _mail_token(user):
    from django.core import signing

    return [signing.dumps(make_plan(user).pk, salt="milestones.digest")]


def _reflection(user):
    return [user.reflections.create(title="A day at the desk", text="Cut the first page.").pk]


def _evidence(user):
    return [user.competency_evidence.create(competency="plain-style", sample=make_sample(user)).pk]


def _step(user):
    return ["understanding-cme", "draw-the-ecosystem"]


def _organization(user):
    return [make_organization(user).pk]


def _contact(user):
    return [make_contact(user, organization=make_organization(user)).pk]


def _archived_contact(user):
    return [make_contact(user, archived_at=timezone.now()).pk]


def _exchange(user):
    return [make_interaction(make_contact(user)).pk]


def _letter(user):
    return [make_letter(make_contact(user)).pk]


def _template(user):
    return [user.letter_templates.create(name="Mine", body="Hello {name}").pk]


def _view(user):
    return [user.saved_views.create(name="Warm", query="tag=warm").pk]


def _relationship(user):
    return [make_relationship(user).pk]


def _zip(user):
    """A ZIP of everything, made a minute ago."""
    from datetime import timedelta

    from django.core.files.base import ContentFile
    from django.utils import timezone

    from portfolio import storage

    stored = storage.derived().save("exports/x.zip", ContentFile(b"PK"))
    day = timezone.now() + timedelta(days=1)
    return [user.exports.create(variant="everything", state="ready", file=stored, expires_at=day).pk]


def _zip_back(user):
    """A ZIP that was brought back and looked through."""
    from archive.models import Import

    Import.objects.create(owner=user, file_name="portfolio.zip", counts={"samples": 2})
    return []


def _waiting_list(user):
    rows = [[2, ["Ada Example"]]]
    return [user.contact_imports.create(file_name="x.csv", header=["Name"], rows=rows, mapping=["name"]).pk]


def _question(user):
    return ["feedback"]


def _card(user):
    card = DisclosureCard.objects.create(
        owner=user, reviewed_on=user.today(), token=new_token(), ends_at=timezone.now() + timedelta(days=1)
    )
    return [card.token]


ACCESS = {
    "home": (PUBLIC, _nothing),
    "help": (PUBLIC, _nothing),
    "privacy": (PUBLIC, _nothing),
    "terms": (PUBLIC, _nothing),
    "accessibility": (PUBLIC, _nothing),
    "healthz": (PUBLIC, _nothing),
    "readyz": (PUBLIC, _nothing),
    # accounts
    "accounts:welcome": (MEMBER, _nothing),
    "accounts:settings": (MEMBER, _nothing),
    "accounts:profile_edit": (MEMBER, _nothing),
    "accounts:address_edit": (MEMBER, _nothing),
    "accounts:look_edit": (MEMBER, _nothing),
    "accounts:time_zone_edit": (MEMBER, _nothing),
    "accounts:close": (MEMBER, _nothing),
    # portfolio
    "portfolio:sample_list": (MEMBER, _nothing),
    "portfolio:sample_create": (MEMBER, _nothing),
    "portfolio:sample_upload": (MEMBER, _nothing),
    "portfolio:sample_create_text": (MEMBER, _nothing),
    "portfolio:sample_create_link": (MEMBER, _nothing),
    "portfolio:sample_create_described": (MEMBER, _nothing),
    "portfolio:sample_bin": (MEMBER, _nothing),
    "portfolio:private_word_list": (MEMBER, _nothing),
    "portfolio:private_word_delete": (OWNER, _word),
    "portfolio:sample_detail": (OWNER, _sample),
    "portfolio:sample_edit": (OWNER, _sample),
    "portfolio:sample_text": (OWNER, _text_sample),
    "portfolio:sample_provenance": (OWNER, _sample),
    "portfolio:permission_edit": (OWNER, _sample),
    "portfolio:sample_withdraw": (OWNER, _sample),
    "portfolio:sample_restore": (OWNER, _sample),
    "portfolio:sample_delete": (OWNER, _sample),
    "portfolio:sample_undelete": (OWNER, _binned),
    "portfolio:sample_name": (OWNER, _sample),
    "portfolio:sample_dismiss": (OWNER, _sample),
    "portfolio:file_add": (OWNER, _sample),
    "portfolio:file_check": (OWNER, _file),
    "portfolio:file_status": (OWNER, _file),
    "portfolio:file_clean": (OWNER, _file),
    "portfolio:file_again": (OWNER, _file),
    "portfolio:file_delete": (OWNER, _file),
    "portfolio:file_replace": (OWNER, _file),
    "portfolio:file_original": (OWNER, _file),
    "portfolio:file_clean_copy": (OWNER, _file),
    "portfolio:file_picture": (OWNER, _picture),
    "portfolio:photo_edit": (MEMBER, _nothing),
    "portfolio:photo_remove": (MEMBER, _nothing),
    "portfolio:photo": (MEMBER, _own_photo),
    "portfolio:finding_accept": (OWNER, _finding),
    "portfolio:finding_dismiss": (OWNER, _finding),
    "portfolio:finding_reopen": (OWNER, _finding),
    # sharing, the writer's side
    "sharing:publish": (MEMBER, _nothing),
    "sharing:unpublish": (MEMBER, _nothing),
    "sharing:publish_sample": (OWNER, _sample),
    "sharing:unpublish_sample": (OWNER, _sample),
    "sharing:preview": (MEMBER, _nothing),
    "sharing:as_a_stranger": (MEMBER, _nothing),
    "sharing:page_receipt": (MEMBER, _nothing),
    "sharing:collection_list": (MEMBER, _nothing),
    "sharing:collection_create": (MEMBER, _nothing),
    "sharing:collection_detail": (OWNER, _collection),
    "sharing:collection_order": (OWNER, _collection),
    "sharing:collection_move": (OWNER, _place),
    "sharing:collection_add": (OWNER, _collection),
    "sharing:collection_remove": (OWNER, _place),
    "sharing:collection_section": (OWNER, _place),
    "sharing:collection_delete": (OWNER, _collection),
    "sharing:collection_preview": (OWNER, _collection),
    "sharing:preview_sample": (OWNER, _preview_sample),
    "sharing:link_list": (MEMBER, _nothing),
    "sharing:link_create": (MEMBER, _nothing),
    "sharing:suggest": (MEMBER, _nothing),
    "sharing:link_detail": (OWNER, _own_link),
    "sharing:link_edit": (OWNER, _own_link),
    "sharing:link_pause": (OWNER, _own_link),
    "sharing:link_resume": (OWNER, _own_link),
    "sharing:link_revoke": (OWNER, _own_link),
    "sharing:link_extend": (OWNER, _own_link),
    "sharing:link_order": (OWNER, _own_link),
    "sharing:link_move": (OWNER, _link_place),
    "sharing:link_stranger": (OWNER, _own_link),
    "sharing:link_qr": (OWNER, _own_link),
    "sharing:sample_seen": (OWNER, _sample),
    "sharing:message_list": (MEMBER, _nothing),
    "sharing:message_detail": (OWNER, _message),
    "sharing:message_open": (OWNER, _message),
    "sharing:message_unread": (OWNER, _message),
    "sharing:message_archive": (OWNER, _message),
    "sharing:message_spam": (OWNER, _message),
    "sharing:message_keep": (OWNER, _message),
    "sharing:message_delete": (OWNER, _message),
    # milestones
    "milestones:milestone_list": (MEMBER, _nothing),
    "milestones:step_detail": (MEMBER, _step),
    "milestones:step_note": (MEMBER, _step),
    "milestones:step_mark_done": (MEMBER, _step),
    "milestones:step_reopen": (MEMBER, _step),
    "milestones:plan_detail": (MEMBER, _plan),
    "milestones:plan_edit": (MEMBER, _nothing),
    "milestones:plan_replan": (MEMBER, _plan),
    "milestones:plan_skip_week": (MEMBER, _plan),
    "milestones:days_off_create": (MEMBER, _plan),
    "milestones:days_off_delete": (MEMBER, _days_off),
    "milestones:feed_open": (MEMBER, _plan),
    "milestones:feed_close": (MEMBER, _plan),
    "milestones:digest_edit": (MEMBER, _plan),
    "milestones:reflection_list": (MEMBER, _nothing),
    "milestones:reflection_create": (MEMBER, _nothing),
    "milestones:reflection_edit": (OWNER, _reflection),
    "milestones:reflection_delete": (OWNER, _reflection),
    "milestones:landscape": (MEMBER, _nothing),
    "milestones:glossary": (MEMBER, _nothing),
    "milestones:levels": (MEMBER, _nothing),
    "milestones:deliverable_list": (MEMBER, _nothing),
    "milestones:deliverable_detail": (MEMBER, lambda user: ["needs-assessment"]),
    "milestones:brief_list": (MEMBER, _nothing),
    "milestones:brief_detail": (MEMBER, lambda user: ["repeat-potassium"]),
    "milestones:brief_outline": (MEMBER, lambda user: ["repeat-potassium", "docx"]),
    "milestones:brief_start": (MEMBER, lambda user: ["repeat-potassium"]),
    "milestones:competency_list": (MEMBER, _nothing),
    "milestones:competency_detail": (MEMBER, lambda user: ["plain-style"]),
    "milestones:competency_show": (MEMBER, _nothing),
    "milestones:rating_create": (MEMBER, _nothing),
    "milestones:rating_list": (MEMBER, _nothing),
    "milestones:evidence_delete": (OWNER, _evidence),
    "milestones:check_list": (MEMBER, _nothing),
    "milestones:check_objectives": (MEMBER, _nothing),
    "milestones:check_items": (MEMBER, _nothing),
    "milestones:check_references": (MEMBER, _nothing),
    "milestones:check_balance": (MEMBER, _nothing),
    "milestones:check_reading": (MEMBER, _nothing),
    "milestones:sample_quality": (OWNER, _sample),
    "milestones:sample_thread": (OWNER, _sample),
    # milestones, strangers
    "milestones:plan_feed": (PUBLIC, _feed),
    "milestones:unsubscribe": (PUBLIC, _mail_token),
    # networking
    "networking:contact_list": (MEMBER, _nothing),
    "networking:contact_board": (MEMBER, _nothing),
    "networking:contact_today": (MEMBER, _nothing),
    "networking:contact_figures": (MEMBER, _nothing),
    "networking:contact_create": (MEMBER, _nothing),
    "networking:contact_import": (MEMBER, _nothing),
    "networking:import_template": (MEMBER, _nothing),
    "networking:contact_export": (MEMBER, _nothing),
    "networking:view_save": (MEMBER, _nothing),
    "networking:view_delete": (OWNER, _view),
    "networking:contact_detail": (OWNER, _contact),
    "networking:contact_edit": (OWNER, _contact),
    "networking:contact_plan": (OWNER, _contact),
    "networking:contact_move": (OWNER, _contact),
    "networking:contact_archive": (OWNER, _contact),
    "networking:contact_restore": (OWNER, _archived_contact),
    "networking:contact_erase": (OWNER, _contact),
    "networking:contact_wrote": (OWNER, _contact),
    "networking:contact_share": (OWNER, _contact),
    "networking:interaction_create": (OWNER, _contact),
    "networking:interaction_edit": (OWNER, _exchange),
    "networking:interaction_delete": (OWNER, _exchange),
    "networking:organization_list": (MEMBER, _nothing),
    "networking:organization_create": (MEMBER, _nothing),
    "networking:organization_detail": (OWNER, _organization),
    "networking:organization_edit": (OWNER, _organization),
    "networking:organization_archive": (OWNER, _organization),
    "networking:organization_restore": (OWNER, _organization),
    "networking:organization_erase": (OWNER, _organization),
    "networking:letter_list": (MEMBER, _nothing),
    "networking:letter_create": (OWNER, _contact),
    "networking:letter_detail": (OWNER, _letter),
    "networking:letter_sent": (OWNER, _letter),
    "networking:letter_delete": (OWNER, _letter),
    "networking:template_create": (MEMBER, _nothing),
    "networking:template_edit": (OWNER, _template),
    "networking:template_delete": (OWNER, _template),
    "networking:drill": (MEMBER, _nothing),
    "networking:drill_answer": (MEMBER, _question),
    "networking:disclosure": (MEMBER, _nothing),
    "networking:disclosure_confirm": (MEMBER, _nothing),
    "networking:disclosure_share": (MEMBER, _nothing),
    "networking:disclosure_stop": (MEMBER, _nothing),
    "networking:disclosure_pdf": (MEMBER, _nothing),
    "networking:relationship_create": (MEMBER, _nothing),
    "networking:relationship_edit": (OWNER, _relationship),
    "networking:relationship_delete": (OWNER, _relationship),
    "networking:import_preview": (OWNER, _waiting_list),
    "networking:import_cancel": (OWNER, _waiting_list),
    "networking:disclosure_shared": (PUBLIC, _card),
    # archive
    "archive:export": (MEMBER, _nothing),
    "archive:export_status": (OWNER, _zip),
    "archive:export_file": (OWNER, _zip),
    "archive:export_delete": (OWNER, _zip),
    "archive:import": (MEMBER, _nothing),
    "archive:import_start": (MEMBER, _zip_back),
    "archive:import_status": (MEMBER, _zip_back),
    "archive:import_cancel": (MEMBER, _zip_back),
    # sharing, strangers
    "sharing:portfolio": (PUBLIC, _page),
    "sharing:social_picture": (PUBLIC, _page),
    "sharing:photo": (PUBLIC, _page_with_photo),
    "sharing:qr": (PUBLIC, _page),
    "sharing:contact": (PUBLIC, _page),
    "sharing:portfolio_sample": (PUBLIC, _shown_sample),
    "sharing:portfolio_picture": (PUBLIC, _shown_picture),
    "sharing:portfolio_file": (PUBLIC, _shown_file),
    "sharing:beacon": (PRESSED, _page),
    "sharing:public_collection": (PUBLIC, _listed_collection),
    "sharing:collection_sample": (PUBLIC, _listed_sample),
    "sharing:collection_picture": (PUBLIC, _listed_picture),
    "sharing:collection_file": (PUBLIC, _listed),
    "sharing:shared": (PUBLIC, _token),
    "sharing:shared_sample": (PUBLIC, _linked_sample),
    "sharing:shared_picture": (PUBLIC, _linked_picture),
    "sharing:shared_file": (PUBLIC, _linked_file),
    "sharing:shared_photo": (PUBLIC, _token_with_photo),
    "sharing:shared_social_picture": (PUBLIC, _token),
    "sharing:shared_contact": (PUBLIC, _token),
    "sharing:shared_pdf": (PUBLIC, _token),
    "sharing:portfolio_pdf": (PUBLIC, _page),
    "sharing:one_page_pdf": (PUBLIC, _page),
    "sharing:report": (PUBLIC, _page),
    "sharing:contact_card": (PUBLIC, _page),
    "sharing:portfolio_social_picture": (PUBLIC, _shown_sample),
    "sharing:collection_pdf": (PUBLIC, _listed_collection),
    "sharing:collection_social_picture": (PUBLIC, _listed_sample),
    "sharing:review": (PUBLIC, _review_token),
    "sharing:review_picture": (PUBLIC, _review_picture),
    "sharing:review_draft": (PRESSED, _review_token),
    "sharing:review_name": (PRESSED, _review_token),
    "sharing:review_list": (MEMBER, _nothing),
    "sharing:review_detail": (OWNER, _review),
    "sharing:review_end": (OWNER, _review),
    "sharing:review_reply": (OWNER, _came_back),
    "sharing:review_show": (OWNER, _came_back),
    "sharing:review_answer": (OWNER, _commented),
    "sharing:review_create": (OWNER, _text_sample),
    "sharing:own_pdf": (OWNER, _filled),
    "sharing:own_one_page": (OWNER, _filled),
    "sharing:shared_beacon": (PRESSED, _token),
    "sharing:shared_unlock": (PRESSED, _locked),
    "sharing:shared_ask": (PRESSED, _ended),
    "sharing:robots": (PUBLIC, _nothing),
    "sharing:sitemap": (PUBLIC, _nothing),
}

# allauth's own pages: who may enter is its business and its tests'; here only that none was overlooked.
ENTRANCES = {"account_", "mfa_", "usersessions_"}


def named_urls(patterns, namespace=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            if pattern.app_name != "admin":
                yield from named_urls(pattern.url_patterns, inner)
        elif pattern.name:
            yield namespace + pattern.name


def names_for(who):
    return sorted(name for name, (whom, _) in ACCESS.items() if whom == who)


def address(name, user):
    return reverse(name, args=ACCESS[name][1](user))


def test_every_url_says_who_it_is_for():
    ours = {n for n in named_urls(get_resolver().url_patterns) if not any(n.startswith(e) for e in ENTRANCES)}
    assert ours == set(ACCESS)


@pytest.mark.parametrize("name", names_for(PUBLIC))
def test_strangers_open_public_pages(stranger, alice, name):
    response = stranger.get(address(name, alice))
    read(response)
    assert response.status_code in {200, 503}  # readyz tells the truth: no worker runs in a test
    assert (response.status_code == 503) == (name == "readyz")


@pytest.mark.parametrize("name", names_for(PRESSED))
def test_what_is_pressed_is_pressed_on_our_pages(alice, name):
    url = address(name, alice)
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(url).status_code == 405
    assert strict.post(url).status_code == 403
    assert strict.post(url, HTTP_ORIGIN="https://evil.example").status_code == 403


@pytest.mark.parametrize("name", [*names_for(MEMBER), *names_for(OWNER)])
def test_strangers_are_asked_to_log_in(stranger, alice, name):
    url = address(name, alice)
    for response in (stranger.get(url), stranger.post(url)):
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("name", [*names_for(MEMBER), *names_for(OWNER)])
def test_the_owner_gets_in(as_alice, alice, name):
    url = address(name, alice)
    answers = [as_alice.get(url), as_alice.post(url)]
    for answer in answers:
        read(answer)
    seen = {answer.status_code for answer in answers}
    assert seen & {200, 204, 302, 422}, f"{name} answers nobody: {seen}"
    assert 404 not in seen or name in {"portfolio:sample_undelete"}


@pytest.mark.parametrize("name", names_for(OWNER))
def test_other_peoples_things_do_not_exist(as_mallory, alice, name):
    url = address(name, alice)
    assert {as_mallory.get(url).status_code, as_mallory.post(url).status_code} <= {404, 405}


def test_strangers_enter_only_by_these_doors():
    """Views open to strangers live in three modules of sharing, and in the site's own pages."""
    open_modules = set()

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
            elif not getattr(pattern.callback, "login_required", True):
                open_modules.add(pattern.callback.__module__)

    walk(get_resolver().url_patterns)
    ours = {m for m in open_modules if not m.startswith(("allauth", "django"))}
    assert ours == {
        "sharing.public",
        "sharing.shared",
        "sharing.beacon",
        "sharing.take",
        "sharing.report",
        "sharing.review",
        "milestones.public",
        "networking.public",
        "cmeportfolio.views",
    }


def test_the_admin_shows_no_private_work():
    registered = {model._meta.label for model in admin_site._registry}
    assert not {
        label for label in registered if label.split(".")[0] in {"portfolio", "sharing", "networking"}
    }


@pytest.mark.parametrize("url", ["/operator/", "/operator/accounts/user/"])
def test_the_admin_is_for_staff(as_mallory, url):
    assert as_mallory.get(url).status_code == 302
