"""Collections: many, ordered, divided, each with its own choices; none shows what may not be shown."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from portfolio import actions as samples
from sharing import actions, made
from sharing.models import Collection, main_collection
from tests.factories import make_collection, make_file, make_link, make_sample, publish


def titles(collection):
    return [item.sample.title for item in collection.items.select_related("sample")]


def test_one_sample_in_many_collections(alice):
    sample = make_sample(alice)
    made_ = [make_collection(alice, f"Collection {n}") for n in range(3)]
    for collection in made_:
        actions.add_to(collection, sample, by=alice)
        actions.add_to(collection, sample, by=alice)
    assert [titles(c) for c in made_] == [[sample.title]] * 3
    samples.withdraw(sample, by=alice)
    links = [make_link(alice, collection=c) for c in made_]
    assert [sample.title in Client().get(link.public_path).content.decode() for link in links] == [False] * 3
    samples.restore(sample, by=alice)
    assert [sample.title in Client().get(link.public_path).content.decode() for link in links] == [True] * 3


@pytest.mark.parametrize(
    ("reader", "title", "inside"),
    [
        ("medical-education-company", "For medical education companies", ["Needs", "Slides"]),
        ("medical-society", "For societies", ["Items", "Slides"]),
        ("publisher", "For journals", ["Items"]),
        ("veterinary-ce", "For animal health", ["Slides", "Items"]),
        ("", "My own words", []),
    ],
)
def test_start_from_a_kind_of_reader(as_alice, alice, reader, title, inside):
    for name, deliverable in (
        ("Needs", "needs-assessment"),
        ("Items", "test-items"),
        ("Slides", "slide-deck"),
    ):
        make_sample(alice, name, deliverable=deliverable)
    make_sample(alice, "Secret", deliverable="slide-deck", provenance="nda-restricted")
    given = {"reader": reader, "title": "" if reader else title}
    answer = as_alice.post(reverse("sharing:collection_create"), given)
    collection = Collection.objects.get()
    assert answer["Location"] == collection.get_absolute_url()
    assert (collection.title, titles(collection)) == (title, inside)
    assert bool(collection.intro) is bool(reader)
    assert not collection.is_public


@pytest.mark.parametrize("given", [{}, {"title": "x"}, {"reader": "nobody"}, {"title": "y" * 81}])
def test_a_collection_needs_a_title(as_alice, given):
    assert as_alice.post(reverse("sharing:collection_create"), given).status_code == 422
    assert Collection.objects.filter(is_main=False).count() == 0


def test_put_in_and_take_out(as_alice, alice):
    collection = make_collection(alice)
    one, two = make_sample(alice, "First one"), make_sample(alice, "Second one")
    never = make_sample(alice, "Never", provenance="nda-restricted")
    page = as_alice.post(
        reverse("sharing:collection_add", args=[collection.pk]),
        {"sample": [one.pk, two.pk, never.pk]},
        follow=True,
    )
    assert "“Never” was not added." in page.content.decode()
    assert sorted(titles(collection)) == ["First one", "Second one"]
    item = collection.items.get(sample=one)
    as_alice.post(reverse("sharing:collection_remove", args=[collection.pk, item.pk]))
    assert titles(collection) == ["Second one"]


def test_another_writers_sample_cannot_be_put_in(as_mallory, mallory, alice):
    collection = make_collection(mallory)
    as_mallory.post(
        reverse("sharing:collection_add", args=[collection.pk]), {"sample": [make_sample(alice).pk]}
    )
    assert titles(collection) == []


def test_sections_stand_above_their_samples(as_alice, alice):
    one, two = make_sample(alice, "First one"), make_sample(alice, "Second one")
    profile = publish(alice, one, two)
    item = main_collection(alice).items.get(sample=two)
    as_alice.post(
        reverse("sharing:collection_section", args=[item.collection_id, item.pk]),
        {"section": " Case  studies "},
    )
    page = Client().get(profile.get_absolute_url()).content.decode()
    assert page.index("First one") < page.index("Case studies") < page.index("Second one")


def test_only_listed_collections_are_public(alice):
    one, two = make_sample(alice, "First one"), make_sample(alice, "Second one")
    profile = publish(alice, one)
    collection = make_collection(alice, "For a society")
    actions.add_to(collection, two, by=alice)
    url = reverse("sharing:public_collection", args=[profile.slug, collection.slug])
    sample_url = reverse("sharing:collection_sample", args=[profile.slug, collection.slug, two.slug])
    main = profile.get_absolute_url()
    assert [Client().get(u).status_code for u in (url, sample_url)] == [404, 404]
    assert "For a society" not in Client().get(main).content.decode()
    collection.is_public = True
    collection.save()
    actions.public_page_changed(alice.pk)
    assert [Client().get(u).status_code for u in (url, sample_url)] == [200, 200]
    assert url in Client().get(main).content.decode()
    assert Client().get(f"/p/{profile.slug}/{two.slug}/").status_code == 404  # it is not on the main page
    actions.close_page(by=alice)
    assert [Client().get(u).status_code for u in (url, sample_url)] == [404, 404]


def test_links_only_permission_keeps_a_sample_off_a_listed_collection(alice):
    from tests.factories import make_permission

    sample = make_sample(alice, provenance="client-permission")
    make_permission(sample, scope="private")
    collection = make_collection(alice)
    actions.add_to(collection, sample, by=alice)
    link = make_link(alice, collection=collection)
    assert sample.title in Client().get(link.public_path).content.decode()
    publish(alice)
    collection.is_public = True
    collection.save()
    url = reverse("sharing:public_collection", args=["alice-arkwright", collection.slug])
    assert sample.title not in Client().get(url).content.decode()


@pytest.mark.parametrize("title", ["Contact", "Beacon", "Collections"])
def test_a_sample_never_hides_behind_an_address_of_the_page(alice, title):
    sample = make_sample(alice, title)
    publish(alice, sample)
    assert sample.slug == f"{title.lower()}-2"
    assert title in Client().get(f"/p/alice-arkwright/{sample.slug}/").content.decode()


def test_deleting_a_collection_ends_its_links_and_keeps_receipts(as_alice, alice):
    sample = make_sample(alice)
    collection = make_collection(alice)
    actions.add_to(collection, sample, by=alice)
    link = make_link(alice, collection=collection)
    url = reverse("sharing:collection_delete", args=[collection.pk])
    assert link.name in as_alice.post(url).content.decode()
    assert Client().get(link.public_path).status_code == 200
    as_alice.post(url, {"confirmed": "1"})
    assert Client().get(link.public_path).status_code == 410
    assert as_alice.get(link.get_absolute_url()).status_code == 200
    assert type(sample).objects.get() == sample


def test_the_main_collection_stays(as_alice, alice):
    collection = main_collection(alice)
    url = reverse("sharing:collection_delete", args=[collection.pk])
    assert as_alice.post(url, {"confirmed": "1"}).status_code == 404
    assert Collection.objects.get() == collection


def test_the_cover_comes_from_inside(as_alice, alice):
    one, two = make_sample(alice, "First one"), make_sample(alice, "Second one")
    first, second = make_file(one), make_file(two)
    collection = make_collection(alice)
    for sample in (one, two):
        actions.add_to(collection, sample, by=alice)
    front = lambda: Collection.objects.with_items().get(pk=collection.pk).front  # noqa: E731
    assert front() == first
    url = collection.get_absolute_url()
    kept = {"title": "Fine", "pdf_pages": as_alice.get(url).context["form"]["pdf_pages"].value()}
    assert as_alice.post(url, {**kept, "cover": make_sample(alice, "Elsewhere").pk}).status_code == 422
    assert as_alice.post(url, {**kept, "cover": two.pk}).status_code == 302
    assert front() == second


def test_the_preview_is_what_the_reader_gets(as_alice, alice):
    sample = make_sample(alice)
    make_file(sample)
    make_sample(alice, "Left out")
    collection = make_collection(alice)
    actions.add_to(collection, sample, by=alice)
    page = as_alice.get(reverse("sharing:collection_preview", args=[collection.pk]))
    html = page.content.decode()
    assert "This is a preview." in html
    assert sample.title in html
    assert "Left out" not in html
    assert "no-store" in page["Cache-Control"]
    inside = re.findall(r'(?:href|src)="(/[^"]*)"', html)
    pictures = [url for url in inside if url.endswith(".webp")]
    assert pictures
    assert as_alice.get(pictures[0]).getvalue()
    one = as_alice.get(reverse("sharing:preview_sample", args=[collection.pk, sample.slug]))
    assert "The words of page one." in one.content.decode()


# How it was made ---------------------------------------------------------------------------------------

SAID = {
    "brief": "Write the gap <b>statement</b> & three objectives.",
    "others": "",
    "hours": "6.5",
    "ai_use": "none",
    "tools": "Zotero </script><script>alert(1)</script>",
    "changed": "",
    "references_count": 24,
}


def data_of(html):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(block[1]) if block else None


def test_the_machine_readable_copy_says_what_the_page_says(alice):
    import html as markup

    sample = make_sample(alice, **SAID)
    slug = publish(alice, sample).slug
    page = Client().get(reverse("sharing:portfolio_sample", args=[slug, sample.slug])).content.decode()
    shown = re.search(r'<dl class="made">(.*?)</dl>', page, re.S)[1]
    rows = [
        (markup.unescape(label), markup.unescape(value))
        for label, value in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", shown, re.S)
    ]
    data = data_of(page)
    assert [(p["name"], p["value"]) for p in data["additionalProperty"]] == rows
    assert "alert(1)" not in page.replace(json.dumps(SAID["tools"]), "") or "<script>alert" not in page
    visible = markup.unescape(re.sub(r"<script.*?</script>", "", page, flags=re.S))
    for value in (data["name"], data["description"], data["author"]["name"], data["creativeWorkStatus"]):
        assert value in visible


def test_empty_parts_leave_no_headings(alice):
    sample = make_sample(alice, roles=[], audiences=[])
    labels = [label for label, _ in made.facts(sample)]
    assert labels == ["Kind of work"]
    full = [label for label, _ in made.facts(make_sample(alice, "Full one", **SAID))]
    assert full == [
        "The brief",
        "Kind of work",
        "Made for",
        "My part",
        "Time",
        "References",
        "AI help",
        "Tools",
    ]


def test_user_words_cannot_leave_the_data_block():
    script = made.as_script({"name": "</script><script>alert(1)</script> & <!--"})
    assert script.count("<") == 2
    assert json.loads(script.partition(">")[2].rpartition("<")[0]) == {
        "name": "</script><script>alert(1)</script> & <!--"
    }
