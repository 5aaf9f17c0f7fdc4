"""Sign-up, log-in, profile, address, closing an account."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts import limits
from accounts.models import Profile, User
from tests.factories import make_file, make_sample, make_user, publish

GOOD = {"name": "Ada Lovelace", "email": "ada@example.org", "password1": "four plain words here"}


def sign_up(client, **changes):
    return client.post("/accounts/signup/", {**GOOD, **changes})


def test_sign_up_needs_three_fields_and_no_mail(client, db):
    response = sign_up(client)
    assert response.status_code == 302
    assert response["Location"] == "/welcome/"
    user = User.objects.get(email="ada@example.org")
    assert (user.name, user.profile.slug) == ("Ada Lovelace", "ada-lovelace")
    assert client.get("/").context["user"] == user
    assert not user.email_confirmed


def test_the_sign_up_form_has_three_visible_fields(client, db):
    html = client.get("/accounts/signup/").content.decode()
    typed = re.findall(r"<input(?![^>]*type=\"hidden\")[^>]*name=\"([^\"]+)\"", html)
    assert typed == ["name", "email", "password1"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": "  "}, "This field is required"),
        ({"name": "123"}, "name people know you by"),
        ({"email": "no-address"}, "valid email"),
        ({"password1": "short"}, "at least 10"),
        ({"password1": "password12345"}, "too common"),
        ({"password1": "x" * 300}, "at most 256"),
    ],
)
def test_sign_up_says_what_is_wrong_and_keeps_what_was_typed(client, db, change, sentence):
    response = sign_up(client, **change)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not User.objects.exists()
    if "email" not in change:
        assert 'value="ada@example.org"' in response.content.decode()


def test_sign_up_says_when_an_address_is_taken(client, alice):
    response = sign_up(client, email=alice.email.upper())
    assert "already has an account" in response.content.decode()
    assert User.objects.count() == 1


def test_two_people_of_one_name_get_two_addresses(db):
    assert [make_user("Ada Lovelace").profile.slug, Profile.free_slug("Ada Lovelace")] == [
        "ada-lovelace",
        "ada-lovelace-2",
    ]


@pytest.mark.parametrize("name", ["Admin", "Settings", "李明", "..."])
def test_every_name_gets_an_address(db, name):
    slug = Profile.free_slug(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert slug not in {"admin", "settings"}


def test_log_in_and_reset_tell_nobody_who_has_an_account(client, alice):
    alice.set_password("four plain words here")
    alice.save()
    known = client.post("/accounts/login/", {"login": alice.email, "password": "wrong words here"})
    unknown = client.post("/accounts/login/", {"login": "nobody@example.com", "password": "wrong words here"})
    strip = lambda r, mail_: re.sub(r"value=\"[^\"]*\"", "", r.content.decode()).replace(mail_, "")  # noqa: E731
    assert known.status_code == unknown.status_code == 200
    assert strip(known, alice.email) == strip(unknown, "nobody@example.com")

    known = client.post("/accounts/password/reset/", {"email": alice.email})
    unknown = Client().post("/accounts/password/reset/", {"email": "nobody@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert mail.outbox[0].to == [alice.email]


def test_reset_links_start_with_our_own_address(client, alice):
    client.post("/accounts/password/reset/", {"email": alice.email}, HTTP_X_FORWARDED_HOST="evil.example")
    link = re.search(r"https?://\S+", mail.outbox[0].body).group()
    assert link.startswith("http://testserver/accounts/password/reset/key/")


def test_wrong_passwords_run_into_a_limit(client, alice):
    for _ in range(10):
        client.post("/accounts/login/", {"login": alice.email, "password": "wrong words here"})
    alice.set_password("four plain words here")
    alice.save()
    response = client.post("/accounts/login/", {"login": alice.email, "password": "four plain words here"})
    assert response.status_code in {200, 429}
    assert "_auth_user_id" not in client.session


def test_confirming_by_code(client, alice):
    alice.emailaddress_set.update(verified=False)
    client.force_login(alice)
    client.post("/accounts/email/", {"email": alice.email, "action_send": ""})
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mail.outbox[0].body, re.M).group(1)
    client.post("/accounts/confirm-email/", {"code": code})
    assert User.objects.get(pk=alice.pk).email_confirmed


def test_changing_the_address_redirects_the_old_one(as_alice, alice):
    publish(alice, make_sample(alice))
    as_alice.post("/settings/address/", {"slug": "alice-writes", "is_indexed": ""})
    response = Client().get("/p/alice-arkwright/potassium-worries/")
    assert response.status_code == 301
    assert response["Location"] == "/p/alice-writes/potassium-worries/"
    assert Client().get("/p/alice-writes/").status_code == 200


def test_nobody_can_take_an_address_somebody_had(as_alice, alice, mallory):
    as_alice.post("/settings/address/", {"slug": "alice-writes"})
    client = Client()
    client.force_login(mallory)
    response = client.post("/settings/address/", {"slug": "alice-arkwright"})
    assert response.status_code == 422
    assert Profile.objects.get(user=mallory).slug == "mallory-moss"


@pytest.mark.parametrize("slug", ["Two Words", "-a", "a--b", "samples", "mallory-moss", "", "ünï"])
def test_bad_addresses_get_a_sentence(as_alice, alice, mallory, slug):
    response = as_alice.post("/settings/address/", {"slug": slug})
    assert response.status_code == 422
    assert Profile.objects.get(user=alice).slug == "alice-arkwright"


def test_picking_a_background_sets_the_wording(as_alice, alice):
    as_alice.post("/welcome/", {"background": "veterinarian"})
    profile = Profile.objects.get(user=alice)
    assert (profile.background, profile.health) == ("veterinarian", "animal")


def test_profile_links_are_web_addresses_only(as_alice, alice):
    data = {"name": "Alice", "health": "human", "links": "javascript:alert(1)"}
    assert as_alice.post("/settings/profile/", data).status_code == 422
    as_alice.post("/settings/profile/", data | {"links": "https://example.org/alice"})
    assert Profile.objects.get(user=alice).links == ["https://example.org/alice"]


def test_closing_an_account_deletes_rows_and_bytes(
    client, alice, settings, django_capture_on_commit_callbacks
):
    alice.set_password("four plain words here")
    alice.save()
    client.post("/accounts/login/", {"login": alice.email, "password": "four plain words here"})
    assert client.get("/settings/close/")["Location"].startswith("/accounts/reauthenticate/")
    client.post(
        "/accounts/reauthenticate/", {"password": "four plain words here", "next": "/settings/close/"}
    )
    file = make_file(make_sample(alice))
    url = publish(alice, file.sample).get_absolute_url()
    from portfolio import storage

    original = storage.originals().path(file.original.name)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/settings/close/", {"sure": "on"})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert not User.objects.filter(pk=alice.pk).exists()
    assert Client().get(url).status_code == 404
    import os

    assert not os.path.exists(original)
    assert client.get("/samples/").status_code == 302


def test_limits_are_exact(db):
    from datetime import timedelta

    answers = [limits.allowed("t", "me", limit=3, per=timedelta(minutes=1)) for _ in range(5)]
    assert answers == [True, True, True, False, False]
    assert limits.allowed("t", "somebody else", limit=3, per=timedelta(minutes=1))


def test_limits_keep_no_address(db):
    from datetime import timedelta

    limits.allowed("t", "203.0.113.9", limit=3, per=timedelta(minutes=1))
    assert "203" not in "".join(limits.RateLimit.objects.values_list("key", flat=True))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "6.6.6.6", "127.0.0.1"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (2, "6.6.6.6, 9.9.9.9, 8.8.8.8", "9.9.9.9"),
    ],
)
def test_only_counted_proxies_are_believed(rf, settings, proxies, forwarded, seen):
    settings.TRUSTED_PROXIES = proxies
    assert limits.visitor_address(rf.get("/", HTTP_X_FORWARDED_FOR=forwarded)) == seen
