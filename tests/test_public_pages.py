"""The page strangers load most: complete, said once, small, and gone when the operator hides it."""

import gzip
import json
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import Profile, public_page_changed
from portfolio import actions as samples
from sharing import mail
from sharing.models import main_collection
from tests.factories import make_collection, make_file, make_link, make_sample, publish, read


def page(profile, path="", **headers):
    response = Client().get(profile.get_absolute_url() + path, **headers)
    assert response.status_code == 200
    return response.content.decode()


def filled(alice, **fields):
    profile = alice.profile
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.save()
    return publish(alice, make_sample(alice))


def test_what_a_buyer_asks_first_is_on_the_page(alice):
    said = page(
        filled(
            alice,
            credentials="PharmD",
            headline="Needs assessments for pharmacists",
            bio="I **write**.",
            location="Fictionville",
            deliverables=["test-items"],
            areas=["cardiology"],
            availability="Two projects a month",
            disclosure="No relationships.",
            ai_policy="Outlines only.",
            links=["https://example.com/me"],
        )
    )
    for expected in (
        "Alice Arkwright",
        "PharmD, stated by the writer",
        "Needs assessments for pharmacists",
        "<strong>write</strong>",
        "Fictionville",
        "<dd>Test items</dd>",  # the short name
        "Two projects a month",
        "No relationships.",
        "Outlines only.",
        'rel="nofollow ugc noopener">example.com/me',
        "Write to Alice",
        "Report this page",
    ):
        assert expected in said


def test_not_available_is_said_too(alice):
    said = page(filled(alice, available=False, availability="Back in May"))
    assert "Not available at the moment." in said
    assert "Back in May" in said


def test_the_same_objective_is_shown_once(alice):
    one = make_sample(
        alice, title="First", objectives="Counsel a patient.\nSelect a test.\nThird of the first"
    )
    two = make_sample(alice, title="Second", objectives="counsel a  patient\nPrioritize three interactions.")
    said = page(publish(alice, one, two))
    quotes = re.findall(r"<li>([^<]+)<span>From ([^<]+)</span>", said)
    assert quotes == [
        ("Counsel a patient.", "First"),
        ("Select a test.", "First"),
        ("Prioritize three interactions.", "Second"),
    ]


def test_skills_name_only_samples_this_visitor_may_read(alice):
    shown, hidden = make_sample(alice, title="Shown one"), make_sample(alice, title="Hidden one")
    entry = {"slug": "x", "name": "Gap analysis", "level": 3, "level_name": "Practiced", "proof": "By doing."}
    alice.profile.competencies_shown = [entry | {"samples": [hidden.pk, shown.pk]}]
    alice.profile.save()
    said = page(publish(alice, shown))
    assert "Gap analysis" in said
    assert said.count('<i class="on">') == 3
    assert "Hidden one" not in said
    assert re.search(r"Seen in\s+<a href=\"[^\"]+\">Shown one</a>", said)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 7])
def test_one_sample_leads_whatever_their_number(alice, number):
    said = page(publish(alice, *[make_sample(alice, title=f"Sample number {n}") for n in range(number)]))
    assert said.count('<li class="card') == number
    assert said.count('class="cards led"') == 1


def test_sections_are_headings_and_only_the_first_leads(alice):
    one, two = make_sample(alice, title="One piece"), make_sample(alice, title="Two piece")
    profile = publish(alice, one, two)
    main_collection(alice).items.filter(sample=two).update(section="Cases")
    public_page_changed(alice.pk)
    said = page(profile)
    assert said.index("One piece") < said.index('<h3 class="part">Cases</h3>') < said.index("Two piece")
    assert said.count('class="cards led"') == 1
    assert said.count('class="cards"') == 1


def test_a_sample_without_a_text_layer_says_so(alice):
    sample = make_sample(alice)
    make_file(sample, page_texts=[])
    profile = publish(alice, sample)
    said = page(profile, f"{sample.slug}/")
    assert "It has no words that can be read out." in said
    assert "Ask Alice for a version with text" in said
    assert "Read page 1 as text" not in said


def test_a_file_with_neither_pictures_nor_words(alice):
    sample = make_sample(alice)
    make_file(sample, page_texts=[], pictures=[], page_total=0)
    assert "cannot be shown as pages" in page(publish(alice, sample), f"{sample.slug}/")


@pytest.mark.parametrize(("number", "overview"), [(3, False), (4, True)])
def test_long_documents_have_an_overview(alice, number, overview):
    sample = make_sample(alice)
    drawn = [{"n": n, "w": 1200, "h": 900, "widths": [320, 640, 1200]} for n in range(1, number + 1)]
    file = make_file(sample, pictures=drawn, page_total=number, page_texts=[{"text": "x"}] * number)
    said = page(publish(alice, sample), f"{sample.slug}/")
    assert (f'<a href="#p{file.pk}-{number}">' in said) is overview
    assert f'<figure id="p{file.pk}-{number}"' in said


def test_for_printing_every_picture_is_loaded(alice):
    sample = make_sample(alice)
    drawn = [{"n": n, "w": 1200, "h": 1553, "widths": [320, 640, 1200]} for n in (1, 2)]
    make_file(sample, pictures=drawn, page_total=2, page_texts=[{"text": "x"}] * 2)
    profile = publish(alice, sample)
    assert 'loading="lazy"' in page(profile, f"{sample.slug}/")
    printed = page(profile, f"{sample.slug}/?print")
    assert 'loading="lazy"' not in printed
    assert 'loading="eager"' in printed


def test_the_page_is_data_too(alice):
    said = page(filled(alice, headline="A </script><b> headline", areas=["cardiology"]))
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', said).group(1)
    data = json.loads(block)
    assert data["@type"] == "ProfilePage"
    assert data["mainEntity"]["name"] == "Alice Arkwright"
    assert data["mainEntity"]["description"] == "A </script><b> headline"
    assert alice.email not in block


def test_strangers_load_little(alice):
    """5 KB of packed HTML for six samples, 6.5 KB for twenty-four, and the page works with no script."""
    made = [make_sample(alice, title=f"Sample number {n}") for n in range(24)]
    for sample in made:
        make_file(sample)
    few = page(publish(alice, *made[:6]))
    assert len(gzip.compress(few.encode(), 6)) <= 5 * 1024
    many = page(publish(alice, *made[6:]))
    assert many.count('<li class="card') == 24
    assert len(gzip.compress(many.encode(), 6)) <= 6.5 * 1024
    assert re.findall(r"<script(?! type=)[^>]*>", many) == ['<script defer src="/static/js/beacon.js">']


@pytest.mark.parametrize("number", [1, 6])
def test_pasted_text_and_permissions_cost_no_query_for_each_sample(alice, number, django_assert_num_queries):
    made = [make_sample(alice, title=f"Text {n}", text=f"Words of text number {n}.") for n in range(number)]
    profile = publish(alice, *made)
    with django_assert_num_queries(5):  # the state of the page, the door, places, files, private words
        page(profile)
    with django_assert_num_queries(4):
        page(profile, f"{made[0].slug}/")


def test_a_word_made_private_takes_text_off_the_page(alice):
    sample = make_sample(alice, text="A talk for Larkspur about potassium.")
    profile = publish(alice, sample)
    assert sample.title in page(profile)
    alice.private_words.create(word="Larkspur")
    samples.private_words_changed(by=alice)
    assert sample.title not in page(profile)


def test_other_collections_are_listed_when_they_are_public(alice):
    sample = make_sample(alice)
    profile = publish(alice, sample)
    listed = make_collection(alice, "For journals", is_public=True)
    make_collection(alice, "For nobody yet")
    public_page_changed(alice.pk)
    said = page(profile)
    assert "For journals" in said
    assert "For nobody yet" not in said
    listed.items.create(sample=sample)
    inside = Client().get(reverse("sharing:public_collection", args=[profile.slug, listed.slug]))
    assert sample.title in inside.content.decode()


# Reported and hidden --------------------------------------------------------------------------------


def operator():
    from tests.factories import make_user

    user = make_user("Olga Operator")
    type(user).objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    user.refresh_from_db()
    return user


def hide(profile, reason):
    client = Client()
    client.force_login(operator() if not profile.hidden_at else type(profile.user).objects.get(is_staff=True))
    url = reverse("admin:accounts_profile_change", args=[profile.pk])
    assert client.post(url, {"hidden_reason": reason}).status_code == 302
    profile.refresh_from_db()


def test_the_operator_hides_a_page_and_shows_it_again(alice, as_alice):
    sample = make_sample(alice)
    file = make_file(sample)
    profile = publish(alice, sample)
    link = make_link(alice, sample)
    urls = [
        profile.get_absolute_url(),
        f"{profile.get_absolute_url()}{sample.slug}/",
        reverse("sharing:portfolio_picture", args=[profile.slug, sample.slug, file.pk, 1, 640]),
        f"{profile.get_absolute_url()}contact.vcf",
        link.public_path,
    ]

    def answers():
        found = [Client().get(url) for url in urls]
        assert all(read(one) for one in found)
        return {one.status_code for one in found}

    assert answers() == {200}
    hide(profile, "A patient can be recognized on page 2.")
    assert answers() == {404}
    assert (
        "A patient can be recognized on page 2." in as_alice.get(reverse("sharing:preview")).content.decode()
    )
    hide(profile, "")
    assert profile.hidden_at is None
    assert answers() == {200}


def test_a_report_reaches_the_operator(alice, mailoutbox, settings):
    settings.OPERATOR_EMAIL = "operator@example.com"
    profile = publish(alice, make_sample(alice))
    mail.report(profile.pk, "http://testserver/p/x/", "A patient's name on page 2.", "jo@example.com")
    sent = mailoutbox[0]
    assert (sent.to, sent.reply_to) == (["operator@example.com"], ["jo@example.com"])
    assert "A patient's name on page 2." in sent.body
    assert f"/operator/accounts/profile/{profile.pk}/change/" in sent.body


def test_reports_are_few(alice):
    profile = publish(alice, make_sample(alice))
    url = reverse("sharing:report", args=[profile.slug])
    data = {"reason": "A patient's name on page 2.", "page": "some-sample"}
    assert Client().post(url, data | {"reason": "short"}).status_code == 422
    for _ in range(5):
        assert Client().post(url, data).status_code == 302
    assert Client().post(url, data).status_code == 429


def test_private_links_have_no_report_and_no_such_address(alice):
    sample = make_sample(alice)
    link = make_link(alice, sample)
    said = Client().get(link.public_path).content.decode()
    assert sample.title in said
    assert "Report this page" not in said
    assert Client().get(reverse("sharing:report", args=[alice.profile.slug])).status_code == 404


def test_every_look_and_accent_is_a_choice_that_the_page_carries(alice):
    profile = publish(alice, make_sample(alice))
    for theme, _ in Profile._meta.get_field("theme").choices:
        for accent, _ in Profile._meta.get_field("accent").choices:
            Profile.objects.filter(pk=profile.pk).update(theme=theme, accent=accent)
            public_page_changed(alice.pk)
            start = page(profile)[:300]
            assert (f'data-look="{theme}"' in start) is (theme != "paper")
            assert (f'data-accent="{accent}"' in start) is (accent != "teal")
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    assert css.count(':root[data-accent="plum"]') == 2
