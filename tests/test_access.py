"""One table of who may open what. A new URL without a line here fails the suite.

PUBLIC   anybody, also signed out
MEMBER   anybody who is signed in
OWNER    only the person it belongs to: for everybody else it does not exist (404)
STAFF    operators
"""

import pytest
from django.contrib.admin.sites import site as admin_site
from django.urls import get_resolver, reverse

from tests.factories import make_collection, make_file, make_finding, make_sample, publish

PUBLIC, MEMBER, OWNER, STAFF, ENTRANCE = "public", "member", "owner", "staff", "entrance"


def _nothing(user):
    return []


def _sample(user):
    return [make_sample(user).pk]


def _text_sample(user):
    return [make_sample(user, body="text").pk]


def _binned(user):
    from django.utils import timezone

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


def _step(user):
    return ["understanding-cme", "draw-the-ecosystem"]


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
    "sharing:collection_list": (MEMBER, _nothing),
    "sharing:collection_detail": (OWNER, _collection),
    "sharing:collection_order": (OWNER, _collection),
    "sharing:collection_move": (OWNER, _place),
    # milestones
    "milestones:milestone_list": (MEMBER, _nothing),
    "milestones:step_detail": (MEMBER, _step),
    "milestones:step_note": (MEMBER, _step),
    "milestones:step_mark_done": (MEMBER, _step),
    "milestones:step_reopen": (MEMBER, _step),
    # sharing, strangers
    "sharing:portfolio": (PUBLIC, _page),
    "sharing:social_picture": (PUBLIC, _page),
    "sharing:photo": (PUBLIC, _page_with_photo),
    "sharing:qr": (PUBLIC, _page),
    "sharing:contact": (PUBLIC, _page),
    "sharing:portfolio_sample": (PUBLIC, _shown_sample),
    "sharing:portfolio_picture": (PUBLIC, _shown_picture),
    "sharing:portfolio_file": (PUBLIC, _shown_file),
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
    response.close()
    assert response.status_code in {200, 503}  # readyz tells the truth: no worker runs in a test
    assert (response.status_code == 503) == (name == "readyz")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", [*names_for(MEMBER), *names_for(OWNER)])
def test_strangers_are_asked_to_log_in(stranger, alice, name, method):
    response = getattr(stranger, method)(address(name, alice))
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("name", [*names_for(MEMBER), *names_for(OWNER)])
def test_the_owner_gets_in(as_alice, alice, name):
    url = address(name, alice)
    answers = [as_alice.get(url), as_alice.post(url)]
    for answer in answers:
        answer.close()
    seen = {answer.status_code for answer in answers}
    assert seen & {200, 204, 302, 422}, f"{name} answers nobody: {seen}"
    assert 404 not in seen or name in {"portfolio:sample_undelete"}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", names_for(OWNER))
def test_other_peoples_things_do_not_exist(as_mallory, alice, name, method):
    assert getattr(as_mallory, method)(address(name, alice)).status_code in {404, 405}


def test_strangers_enter_only_by_these_doors():
    """Views open to strangers live in public.py, and in the site's own pages."""
    open_modules = set()

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
            elif not getattr(pattern.callback, "login_required", True):
                open_modules.add(pattern.callback.__module__)

    walk(get_resolver().url_patterns)
    ours = {m for m in open_modules if not m.startswith(("allauth", "django"))}
    assert ours == {"sharing.public", "cmeportfolio.views"}


def test_the_admin_shows_no_private_work():
    registered = {model._meta.label for model in admin_site._registry}
    assert not {label for label in registered if label.split(".")[0] in {"portfolio", "sharing"}}


@pytest.mark.parametrize("url", ["/operator/", "/operator/accounts/user/"])
def test_the_admin_is_for_staff(as_mallory, url):
    assert as_mallory.get(url).status_code == 302
