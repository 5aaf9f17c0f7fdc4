"""People and organizations: added in seconds, found again, shared with, and gone for good when asked."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from networking import actions, figures, receipts
from networking.forms import ContactForm, InteractionForm, OrganizationForm
from networking.models import Contact, Interaction, Organization, SavedView
from networking.models.people import tags_from
from sharing.models import ShareLink, Visit
from tests.factories import (
    make_contact,
    make_interaction,
    make_letter,
    make_link,
    make_message,
    make_organization,
    make_sample,
    make_user,
    publish,
)
from tests.wording import human_only_words

MONDAY = "2026-03-09 12:00"
CANARY = "zinnober-canary"


def post(client, view, /, *args, **data):
    return client.post(reverse(f"networking:{view}", args=args), data)


def page(client, view, /, *args, **query):
    return client.get(reverse(f"networking:{view}", args=args, query=query))


def visit(link, day, sample=None, what="open", at=None):
    return Visit.objects.create(
        owner=link.owner,
        link=link,
        sample=sample,
        what=what,
        day=day,
        happened_at=at or timezone.now(),
        mark=f"{link.pk}-{what}-{day}-{sample.pk if sample else 0}",
    )


# Adding -------------------------------------------------------------------------------------------------


@time_machine.travel(MONDAY, tick=False)
@pytest.mark.parametrize(
    ("typed", "name", "organization"),
    [
        ({"name": "Theo Brandvold"}, "Theo Brandvold", None),
        ({"organization_name": "Larkspur  Medical Education "}, "", "Larkspur Medical Education"),
        ({"name": " Ines   Karrow", "organization_name": "Northmere"}, "Ines Karrow", "Northmere"),
    ],
)
def test_a_name_or_an_organization_is_enough(as_alice, alice, typed, name, organization):
    response = post(as_alice, "contact_create", **typed)
    contact = Contact.objects.owned_by(alice).get()
    assert response["Location"] == contact.get_absolute_url()
    assert (contact.name, str(contact.organization) if contact.organization else None) == (name, organization)
    assert (contact.stage, contact.next_action_on) == ("identified", date(2026, 3, 23))
    assert [(move.from_stage, move.to_stage) for move in contact.moves.all()] == [("", "identified")]


def test_nobody_at_all_is_refused(as_alice, alice):
    response = post(as_alice, "contact_create", role="Director")
    assert response.status_code == 422
    assert response.context["form"].errors == {"name": ["Give a name or an organization."]}
    assert not Contact.objects.exists()
    assert not Organization.objects.exists()


def test_the_same_form_twice_makes_one_contact(as_alice, alice):
    for _ in range(2):
        post(as_alice, "contact_create", name="Theo", organization_name="Larkspur", form_key="k1")
    assert Contact.objects.owned_by(alice).count() == 1
    post(as_alice, "contact_create", name="Theo", organization_name="Larkspur", form_key="k2")
    assert Contact.objects.owned_by(alice).count() == 2


def test_an_organization_is_found_again_and_never_somebody_elses(as_alice, alice, mallory):
    theirs = make_organization(mallory, "Larkspur")
    mine = make_organization(alice, "Northmere", kind="publisher", archived_at=timezone.now())
    post(as_alice, "contact_create", name="A", organization_name="LARKSPUR", form_key="1")
    post(as_alice, "contact_create", name="B", organization_name="larkspur", form_key="2")
    post(as_alice, "contact_create", name="C", organization_name="NORTHMERE", kind="peer", form_key="3")
    names = dict(Contact.objects.owned_by(alice).values_list("name", "organization__name"))
    assert names == {"A": "LARKSPUR", "B": "LARKSPUR", "C": "Northmere"}
    assert not theirs.contacts.exists()
    mine.refresh_from_db()
    assert (mine.kind, mine.archived_at) == ("publisher", None)


def test_typing_is_helped_with_ones_own_organizations_only(alice, mallory):
    make_organization(mallory, "Theirs")
    make_organization(alice, "Mine")
    assert list(ContactForm(owner=alice).known_organizations) == ["Mine"]


def test_kind_and_priority_belong_to_the_organization(as_alice, alice):
    organization = make_organization(alice, "Larkspur", kind="publisher", priority="b")
    other = make_organization(alice, "Northmere", kind="medical-society", priority="c")
    contact = make_contact(alice, organization=organization)
    typed = {"name": "Theo", "kind": "ce-platform", "priority": "a", "next_action_on": "2030-01-01"}
    post(as_alice, "contact_edit", contact.pk, organization_name="Larkspur", **typed)
    organization.refresh_from_db()
    assert (organization.kind, organization.priority) == ("ce-platform", "a")
    post(as_alice, "contact_edit", contact.pk, organization_name="Northmere", **typed)
    other.refresh_from_db()
    contact.refresh_from_db()
    assert (contact.organization, other.kind, other.priority) == (other, "medical-society", "c")
    post(as_alice, "contact_edit", contact.pk, organization_name="", **typed)
    contact.refresh_from_db()
    assert (contact.organization, contact.kind_now, contact.priority) == (None, "ce-platform", "a")


def test_tags_are_found_as_whole_words(as_alice, alice):
    assert tags_from(" Warm,  Cardiology , warm,") == ",cardiology,warm,"
    assert tags_from("  , ") == ""
    warm = make_contact(alice, "Warm", tags=tags_from("warm"))
    make_contact(alice, "Warmer", tags=tags_from("warmer"))
    through = make_contact(alice, "Through", make_organization(alice, tags=tags_from("warm")))
    found = page(as_alice, "contact_list", tag="warm").context["rows"]
    assert {contact.pk for contact in found} == {warm.pk, through.pk}


def test_links_are_web_addresses(alice):
    form = ContactForm({"name": "Theo", "links": "https://example.com\njavascript:alert(1)"}, owner=alice)
    assert form.errors["links"] == [
        "“javascript:alert(1)” is not a web address. It should start with https://"
    ]
    assert ContactForm({"name": "Theo", "links": "https://example.com"}, owner=alice).is_valid()


# What must always be true -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [
        {"next_action_on": None},
        {"name": ""},
        {"do_not_contact": True},  # and a date
        {"stage": "closed"},  # and a date
        {"close_reason": "asked-to-stop"},
    ],
)
def test_the_database_refuses_what_cannot_be(alice, broken):
    good = {"owner": alice, "name": "Theo", "next_action_on": date(2026, 3, 9)}
    Contact.objects.create(**good)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(**good | broken)


def test_somebody_left_alone_needs_no_date(alice):
    for fields in ({"do_not_contact": True}, {"stage": "closed"}, {"archived_at": timezone.now()}):
        Contact.objects.create(owner=alice, name="Theo", **fields)
    assert Contact.objects.owned_by(alice).count() == 3
    assert not Contact.objects.owned_by(alice).open().exists()


def test_editing_asks_for_a_date_unless_they_are_left_alone(as_alice, alice):
    contact = make_contact(alice)
    response = post(as_alice, "contact_edit", contact.pk, name="Theo")
    assert response.status_code == 422
    assert response.context["form"].errors["next_action_on"] == ["Choose when you will next be in touch."]
    post(as_alice, "contact_edit", contact.pk, name="Theo", do_not_contact="on", next_action_on="2030-01-01")
    contact.refresh_from_db()
    assert (contact.do_not_contact, contact.next_action_on, contact.next_action) == (True, None, "")


def test_asked_to_stop_is_taken_off_only_by_hand(as_alice, alice):
    contact = make_contact(alice)
    actions.leave_alone(contact, by=alice)
    actions.move(contact, "in-conversation", by=alice)
    contact.refresh_from_db()
    assert (contact.stage, contact.do_not_contact, contact.next_action_on) == ("in-conversation", True, None)
    assert contact.close_reason == "asked-to-stop"
    post(as_alice, "contact_edit", contact.pk, name="Theo", next_action_on="2030-01-01")
    contact.refresh_from_db()
    assert (contact.do_not_contact, contact.close_reason) == (False, "said-no")


# Archive and erase --------------------------------------------------------------------------------------


def test_the_archive_ends_reminders_and_gives_back(as_alice, alice):
    contact = make_contact(alice, next_action_on=alice.today())
    assert list(Contact.objects.owned_by(alice).due(alice.today())) == [contact]
    post(as_alice, "contact_archive", contact.pk)
    assert not Contact.objects.owned_by(alice).due(alice.today()).exists()
    assert page(as_alice, "contact_list").context["rows"] == []
    assert page(as_alice, "contact_list", state="archived").context["rows"] == [contact]
    post(as_alice, "contact_restore", contact.pk)
    assert list(Contact.objects.owned_by(alice).due(alice.today())) == [contact]


def test_an_imported_person_without_a_date_gets_one_when_brought_back(as_alice, alice):
    contact = make_contact(alice, archived_at=timezone.now(), next_action_on=None)
    post(as_alice, "contact_restore", contact.pk)
    contact.refresh_from_db()
    assert contact.next_action_on == alice.today() + timedelta(days=7)


def everything_stored():
    models = [*apps.get_app_config("networking").get_models(), *apps.get_app_config("sharing").get_models()]
    return "".join(serializers.serialize("json", model._default_manager.all()) for model in models)


def test_a_person_is_deleted_for_good(as_alice, alice):
    contact = make_contact(alice, CANARY, notes=CANARY, email=f"{CANARY}@example.com", met=CANARY)
    link = make_link(alice, make_sample(alice), name=CANARY, note=f"Dear {CANARY}")
    make_interaction(contact, summary=CANARY, share_link=link)
    make_letter(contact, body=f"Hello {CANARY}")
    visit(link, alice.today())
    assert everything_stored().count(CANARY) >= 8
    assert post(as_alice, "contact_erase", contact.pk).status_code == 422
    assert Contact.objects.filter(pk=contact.pk).exists()
    post(as_alice, "contact_erase", contact.pk, sure="on")
    assert CANARY not in everything_stored()


def test_a_link_sent_to_somebody_else_as_well_stays(alice):
    link = make_link(alice, make_sample(alice))
    first, second = make_contact(alice, "One"), make_contact(alice, "Two")
    for contact in (first, second):
        make_interaction(contact, share_link=link)
    actions.erase(first, by=alice)
    assert ShareLink.objects.filter(pk=link.pk).exists()
    actions.erase(second, by=alice)
    assert not ShareLink.objects.filter(pk=link.pk).exists()


def test_an_organization_goes_with_everybody_in_it(as_alice, alice):
    organization = make_organization(alice)
    inside = make_contact(alice, "Inside", organization)
    outside = make_contact(alice, "Outside")
    make_interaction(inside)
    post(as_alice, "organization_erase", organization.pk, sure="on")
    assert list(Contact.objects.owned_by(alice)) == [outside]
    assert not Organization.objects.exists()
    assert not Interaction.objects.exists()


# List ---------------------------------------------------------------------------------------------------


@time_machine.travel(MONDAY, tick=False)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "larkspur"}, ["A"]),
        ({"q": "director theo"}, ["A"]),
        ({"stage": "contacted"}, ["B"]),
        ({"column": "getting-to-know"}, ["A", "C"]),
        ({"kind": "publisher"}, ["A"]),
        ({"kind": "peer"}, ["B"]),
        ({"priority": "a"}, ["A"]),
        ({"source": "event"}, ["C"]),
        ({"when": "late"}, ["A"]),
        ({"when": "week"}, ["A", "B"]),
        ({"state": "alone"}, ["D"]),
        ({"state": "archived"}, ["E"]),
        ({"state": "apart"}, ["F"]),
        ({"sort": "newest"}, ["F", "D", "C", "B", "A"]),
        ({"sort": "name"}, ["A", "B", "C", "D", "F"]),
        ({"sort": "priority"}, ["A", "B", "C", "F", "D"]),
        ({"sort": "last"}, ["B", "A", "C", "D", "F"]),
        ({"stage": "no-such-stage"}, ["A", "B", "C", "F", "D"]),
        ({"q": "nobody like this"}, []),
    ],
)
def test_the_list_shows_what_was_asked_for(as_alice, alice, mallory, query, expected):
    make_contact(mallory, "Not mine", make_organization(mallory, "Larkspur"))
    today = alice.today()
    organization = make_organization(alice, "Larkspur", kind="publisher", priority="a")
    make_contact(alice, "A", organization, role="Director Theo", next_action_on=today - timedelta(days=2))
    b = make_contact(alice, "B", kind="peer", stage="contacted", next_action_on=today + timedelta(days=3))
    make_contact(alice, "C", source="event", next_action_on=today + timedelta(days=30))
    make_contact(alice, "D", do_not_contact=True, stage="dormant")
    make_contact(alice, "E", archived_at=timezone.now())
    apart = make_organization(alice, "Brightmoor", is_promotional=True, kind="")
    make_contact(alice, "F", apart, next_action_on=today + timedelta(days=40), stage="active-client")
    make_interaction(b)
    rows = page(as_alice, "contact_list", **query).context["rows"]
    assert [contact.name for contact in rows] == expected


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_takes_the_same_queries_for_any_number(as_alice, alice, number, django_assert_num_queries):
    for n in range(number):
        contact = make_contact(alice, f"P{n}", make_organization(alice, f"O{n}"))
        make_interaction(contact)
    with django_assert_num_queries(8):
        page(as_alice, "contact_list")


@pytest.mark.parametrize("number", [1, 5])
def test_a_persons_page_takes_the_same_queries_for_any_number(
    as_alice, alice, number, django_assert_num_queries
):
    organization = make_organization(alice)
    contact = make_contact(alice, organization=organization)
    for n in range(number):
        sample = make_sample(alice, f"Sample {n}")
        link = make_link(alice, sample)
        make_interaction(contact, share_link=link, sample=sample)
        make_letter(contact)
        make_contact(alice, f"Other {n}", organization)
        contact.moves.create(from_stage="identified", to_stage="contacted")
        visit(link, alice.today(), sample)
    with django_assert_num_queries(9):
        page(as_alice, "contact_detail", contact.pk)


@pytest.mark.parametrize("number", [1, 5])
def test_organizations_take_the_same_queries_for_any_number(
    as_alice, alice, number, django_assert_num_queries
):
    for n in range(number):
        organization = make_organization(alice, f"O{n}")
        make_interaction(make_contact(alice, f"P{n}", organization))
        make_interaction(make_contact(alice, f"Q{n}", organization))
    with django_assert_num_queries(4):
        page(as_alice, "organization_list")
    with django_assert_num_queries(5):
        page(as_alice, "organization_detail", organization.pk)


def test_a_view_is_kept_under_its_name(as_alice, alice, mallory):
    address = reverse("networking:view_save")
    as_alice.post(f"{address}?stage=contacted&sort=last&page=3&evil=1", {"name": " Waiting  for them "})
    view = SavedView.objects.owned_by(alice).get()
    assert (view.name, view.query) == ("Waiting for them", "stage=contacted&sort=last")
    assert view.address == "/contacts/?stage=contacted&sort=last"
    as_alice.post(f"{address}?stage=closed", {"name": "Waiting for them"})
    assert SavedView.objects.count() == 1
    assert as_alice.get(view.address).context["is_saved"] is True
    post(as_alice, "view_delete", view.pk)
    assert not SavedView.objects.exists()


def test_promotional_companies_are_tagged_and_explained(as_alice, alice):
    organization = make_organization(alice, "Brightmoor", is_promotional=True, kind="")
    make_contact(alice, "Dana", organization)
    make_contact(alice, "Theo", make_organization(alice))
    html = page(as_alice, "organization_detail", organization.pk).content.decode()
    assert "it may not steer accredited education" in html
    assert [c.name for c in Contact.objects.owned_by(alice).prospects()] == ["Theo"]
    assert Contact.objects.owned_by(alice).prospects().kind_slugs() == {"medical-education-company"}


VET_PAGES = [
    "contact_list",
    "contact_board",
    "contact_today",
    "contact_create",
    "contact_figures",
    "contact_import",
    "contact_export",
    "organization_create",
    "organization_list",
    "drill",
]


@pytest.mark.parametrize("view", VET_PAGES)
def test_a_vet_reads_no_words_for_people(client, db, view):
    vet = make_user("Vera Vet", health="animal", background="veterinarian")
    client.force_login(vet)
    organization = make_organization(vet, "Larkspur", kind="health-system")
    make_contact(vet, "Theo", organization)
    apart = make_organization(vet, "Claws", is_promotional=True, kind="")
    make_interaction(make_contact(vet, "Dana", apart))
    html = page(client, view).content.decode()
    if view == "organization_create":  # its pick list names every audience there is
        html = html.partition("Whom they teach")[0] + html.rpartition("</details>")[2]
        assert "what animals are given" in html
    assert human_only_words(re.sub(r"<[^>]+>", " ", html.partition("<main")[2])) == []


def test_promotional_words_fit_the_field(client, db):
    vet = make_user("Vera Vet", health="animal")
    client.force_login(vet)
    organization = make_organization(vet, "Claws", is_promotional=True, kind="health-system")
    html = page(client, "organization_detail", organization.pk).content.decode()
    assert "Veterinary hospital group" in html
    assert "what animals are given" in html
    assert human_only_words(re.sub(r"<[^>]+>", " ", html.partition("<main")[2])) == []


# What was said ------------------------------------------------------------------------------------------


def log(client, contact, **fields):
    typed = {"happened_on": "2026-03-09", "direction": "out", "channel": "email", "purpose": "introduce"}
    return post(client, "interaction_create", contact.pk, **typed | {"outcome": "no-reply"} | fields)


@time_machine.travel(MONDAY, tick=False)
@pytest.mark.parametrize(
    ("fields", "stage", "action", "on"),
    [
        ({}, "contacted", "Follow up once, with something useful", date(2026, 3, 18)),
        ({"next_action": "Call", "next_action_on": "2026-04-01"}, "contacted", "Call", date(2026, 4, 1)),
        ({"channel": "linkedin-comment"}, "researched", "Write a first message", date(2026, 3, 23)),
        ({"direction": "in"}, "researched", "Answer them", date(2026, 3, 11)),
        ({"outcome": "sample-asked"}, "contacted", "Send it, or ask what they thought", date(2026, 3, 16)),
        ({"outcome": "not-now"}, "contacted", "Look in again", date(2026, 9, 7)),
    ],
)
def test_the_next_date_is_proposed(as_alice, alice, fields, stage, action, on):
    contact = make_contact(alice, stage="researched")
    log(as_alice, contact, **fields)
    contact.refresh_from_db()
    assert (contact.stage, contact.next_action, contact.next_action_on) == (stage, action, on)
    noted = contact.interactions.get()
    assert (noted.next_action, noted.next_action_on) == (action, on)


@time_machine.travel(MONDAY, tick=False)
def test_an_exchange_is_noted_once_and_not_in_the_future(as_alice, alice):
    contact = make_contact(alice)
    for _ in range(2):
        log(as_alice, contact, form_key="k1")
    assert contact.interactions.count() == 1
    assert log(as_alice, contact, happened_on="2026-03-10").status_code == 422
    assert contact.interactions.count() == 1


def test_only_ones_own_links_and_samples_can_be_chosen(as_alice, alice, mallory):
    contact = make_contact(alice)
    mine, theirs = make_sample(alice, "Mine"), make_sample(mallory, "Theirs")
    my_link, their_link = make_link(alice, mine), make_link(mallory, theirs)
    form = InteractionForm(instance=Interaction(contact=contact), owner=alice)
    assert list(form.fields["share_link"].queryset) == [my_link]
    assert list(form.fields["sample"].queryset) == [mine]
    today = alice.today().isoformat()
    assert log(as_alice, contact, happened_on=today, share_link=their_link.pk).status_code == 422
    assert log(as_alice, contact, happened_on=today, sample=theirs.pk).status_code == 422
    assert not contact.interactions.exists()
    log(as_alice, contact, happened_on=today, share_link=my_link.pk, sample=mine.pk)
    noted = contact.interactions.get()
    assert (noted.share_link, noted.sample) == (my_link, mine)


@time_machine.travel(MONDAY, tick=False)
def test_one_press_says_that_they_were_written_to(as_alice, alice):
    contact = make_contact(alice, stage="identified")
    post(as_alice, "contact_wrote", contact.pk)
    contact.refresh_from_db()
    assert (contact.stage, contact.next_action_on) == ("contacted", date(2026, 3, 18))
    make_interaction(contact, channel="linkedin-message", happened_on=date(2026, 3, 9))
    post(as_alice, "contact_wrote", contact.pk)
    noted = contact.interactions.first()
    assert (noted.purpose, noted.channel, noted.direction) == ("follow-up", "linkedin-message", "out")
    assert [(m.from_stage, m.to_stage) for m in contact.moves.all()] == [("identified", "contacted")]


@pytest.mark.parametrize("name", ["contact_wrote", "contact_share", "letter_create"])
def test_who_is_left_alone_is_not_written_to(as_alice, alice, name):
    contact = make_contact(alice, do_not_contact=True)
    response = post(as_alice, name, contact.pk, start="site:first-message")
    assert response.status_code == 302
    assert not contact.interactions.exists()
    assert not contact.letters.exists()
    assert not ShareLink.objects.exists()


def test_an_entry_can_be_put_right_and_deleted(as_alice, alice):
    contact = make_contact(alice)
    noted = make_interaction(contact, summary="Wrong")
    typed = {"happened_on": alice.today(), "direction": "in", "channel": "call", "purpose": "informational"}
    post(as_alice, "interaction_edit", noted.pk, outcome="replied", summary="Right", **typed)
    noted.refresh_from_db()
    assert (noted.summary, noted.channel, noted.direction) == ("Right", "call", "in")
    asked = post(as_alice, "interaction_delete", noted.pk)
    assert "Delete this entry?" in asked.content.decode()
    assert Interaction.objects.filter(pk=noted.pk).exists()
    post(as_alice, "interaction_delete", noted.pk, confirmed="1")
    assert not Interaction.objects.filter(pk=noted.pk).exists()


# Sharing ------------------------------------------------------------------------------------------------


def share(client, contact, *samples, **fields):
    places = {f"place_{sample.pk}": place for place, sample in enumerate(samples, 1)}
    return post(client, "contact_share", contact.pk, channel="email", **places | fields)


@time_machine.travel(MONDAY, tick=False)
def test_link_and_exchange_are_made_together(as_alice, alice):
    contact = make_contact(alice, organization=make_organization(alice), role="Scientific director")
    first, second = make_sample(alice, "First one"), make_sample(alice, "Second one")
    response = share(as_alice, contact, second, first, note="Hello.", ends_on="2026-04-08", tell_me="on")
    link = ShareLink.objects.owned_by(alice).get()
    assert response["Location"] == f"{contact.get_absolute_url()}?new={link.pk}#links"
    assert (link.name, link.reader) == ("Larkspur Medical Education", "Theo Brandvold, Scientific director")
    assert (link.note, link.ends_on, link.allow_downloads, link.tell_me) == (
        "Hello.",
        date(2026, 4, 8),
        False,
        True,
    )
    assert [item.sample for item in link.items.all()] == [second, first]
    noted = contact.interactions.get()
    assert (noted.share_link, noted.purpose, noted.channel) == (link, "introduce", "email")
    contact.refresh_from_db()
    assert (contact.stage, contact.next_action_on) == ("contacted", date(2026, 3, 18))
    assert link.full_address in as_alice.get(response["Location"]).content.decode()


def test_samples_are_proposed_for_this_prospect_with_reasons(as_alice, alice, mallory):
    make_sample(mallory, "Theirs")
    make_sample(alice, "Kept back", provenance="nda-restricted")
    other = make_sample(alice, "Other", deliverable="newsletter", areas=[], audiences=[])
    fits = make_sample(alice, "Fits", deliverable="test-items", areas=[], audiences=["nurses"])
    organization = make_organization(
        alice, kind="publisher", deliverables=["test-items"], audiences=["nurses"]
    )
    contact = make_contact(alice, organization=organization)
    form = page(as_alice, "contact_share", contact.pk).context["form"]
    assert [(one.sample, field.initial) for one, field in form.rows] == [(fits, 1), (other, "")]
    assert len(form.rows[0][0].reasons) == 3


def test_nothing_is_noted_when_the_link_cannot_be_made(as_alice, alice, mallory):
    contact = make_contact(alice)
    theirs = make_sample(mallory, "Theirs")
    make_sample(alice, "Mine")
    assert share(as_alice, contact, theirs).status_code == 422
    assert share(as_alice, contact).status_code == 422
    assert not ShareLink.objects.exists()
    assert not contact.interactions.exists()
    with pytest.raises(ValidationError):
        actions.share(
            contact,
            [make_sample(alice, "Hidden", provenance="nda-restricted")],
            by=alice,
            note="",
            ends_on=None,
            channel="email",
            allow_downloads=True,
            tell_me=False,
        )
    assert not ShareLink.objects.exists()
    assert not contact.interactions.exists()


def test_a_contact_shows_what_became_of_the_link(as_alice, alice):
    contact = make_contact(alice, organization=make_organization(alice))
    sample = make_sample(alice)
    link = make_link(alice, sample)
    make_interaction(contact, share_link=link)
    assert "Not opened yet." in page(as_alice, "contact_detail", contact.pk).content.decode()
    visit(link, date(2026, 3, 10))
    visit(link, date(2026, 3, 10), sample, "read")
    visit(link, date(2026, 3, 12), sample, "download")
    (receipt,) = receipts.of_contact(contact, alice)
    assert receipt.sentence == (
        "opened your link on Thursday, March 12 (on 2 days in all), and read “Potassium Worries”; downloaded “Potassium Worries”"
    )


def test_opened_and_not_followed_up(as_alice, alice, mallory):
    today = alice.today()
    made = []
    for n, fields in enumerate([{}, {"do_not_contact": True}, {}, {}]):
        contact = make_contact(alice, f"P{n}", make_organization(alice, f"O{n}"), **fields)
        link = make_link(alice, make_sample(alice), name=f"O{n}")
        make_interaction(contact, share_link=link)
        made.append((contact, link))
    visit(made[0][1], today)
    visit(made[1][1], today)
    visit(made[2][1], today - timedelta(days=45))
    assert [one.contact for one in receipts.not_followed_up(alice, today)] == [made[0][0]]
    assert receipts.not_followed_up(mallory, today) == []
    assert "Opened your link on" in page(as_alice, "contact_today").content.decode()
    make_interaction(made[0][0])
    assert receipts.not_followed_up(alice, today) == []


def test_asking_again_for_an_ended_link_comes_up_today(as_alice, alice):
    contact = make_contact(alice)
    link = make_link(alice, make_sample(alice))
    make_interaction(contact, share_link=link)
    make_message(alice, kind="ask", link=link, once="1")
    make_message(alice, kind="ask", link=make_link(alice, make_sample(alice)), once="2")
    assert [message.once for message in page(as_alice, "contact_today").context["asked"]] == ["1"]


# Figures ------------------------------------------------------------------------------------------------


@time_machine.travel(MONDAY, tick=False)
def test_figures_are_small_whole_numbers(as_alice, alice):
    society = {"kind": "medical-society"}
    sample = make_sample(alice)
    for n in range(7):
        contact = make_contact(
            alice, f"P{n}", make_organization(alice, f"O{n}", **(society if n < 3 else {}))
        )
        link = make_link(alice, sample) if n < 2 else None
        make_interaction(contact, happened_on=date(2026, 2, 2), share_link=link)
        if n < 2:
            make_interaction(contact, happened_on=date(2026, 2, 6 + n * 4), direction="in", purpose="other")
        if n == 6:
            contact.interactions.update(outcome="not-now")
        contact.moves.create(from_stage="contacted", to_stage="in-conversation" if n < 2 else "contacted")
    found = figures.of(alice)
    assert (found.written_to.words, found.written_to.is_small) == ("3 of 7", True)
    assert {(rate.name, rate.words) for rate in found.by_kind} == {
        ("Specialty society or association", "2 of 3"),
        ("Medical education company", "1 of 4"),
    }
    assert [(rate.name, rate.words) for rate in found.by_samples] == [("Potassium Worries", "2 of 2")]
    assert (found.link_to_reply, found.usual_wait, found.links_sent) == ([4, 8], 6, 2)
    assert found.months[-2:] == [(date(2026, 2, 1), 3), (date(2026, 3, 1), 0)]
    assert [rate.words for rate in found.funnel] == ["7 of 7", "7 of 7", "2 of 7", "0 of 7"]
    assert "3 of 7" in page(as_alice, "contact_figures").content.decode()


@pytest.mark.parametrize("number", [1, 5])
def test_figures_take_the_same_queries_for_any_number(alice, number, django_assert_num_queries):
    for n in range(number):
        make_interaction(make_contact(alice, f"P{n}"), share_link=make_link(alice, make_sample(alice)))
    with django_assert_num_queries(4):
        figures.of(alice)


def test_no_letters_give_no_figures(as_alice, alice):
    assert figures.of(alice).is_empty is True
    assert "Nothing to count yet" in page(as_alice, "contact_figures").content.decode()


# Privacy ------------------------------------------------------------------------------------------------


def test_nothing_about_a_contact_is_on_a_page_for_others(stranger, as_alice, alice):
    sample = make_sample(alice)
    organization = make_organization(
        alice, f"{CANARY} Inc", makes=CANARY, notes=CANARY, tags=tags_from(CANARY)
    )
    contact = make_contact(alice, CANARY, organization, notes=CANARY, next_action=CANARY, met=CANARY)
    link = make_link(alice, sample, name="Somebody")
    make_interaction(contact, summary=CANARY, share_link=link)
    make_letter(contact, body=CANARY)
    profile = publish(alice, sample)
    assert CANARY in page(as_alice, "contact_detail", contact.pk).content.decode()
    pages = [
        profile.get_absolute_url(),
        f"{profile.get_absolute_url()}{sample.slug}/",
        link.public_path,
        reverse("sharing:shared_sample", args=[link.token, sample.slug]),
        "/sitemap.xml",
        "/robots.txt",
    ]
    for address in pages:
        response = stranger.get(address)
        assert response.status_code == 200, address
        assert CANARY not in response.content.decode()


def test_organization_forms_refuse_a_second_one_of_the_same_name(alice, mallory):
    make_organization(mallory, "Northmere")
    make_organization(alice, "Larkspur")
    typed = {"priority": "b"}
    assert OrganizationForm({"name": "Northmere", **typed}, owner=alice).is_valid()
    again = OrganizationForm({"name": "Larkspur", **typed}, owner=alice)
    assert again.errors == {"__all__": ["You have an organization with this name already."]}
