"""Receipts: one real reader is one, everything else is none, and nothing says who it was."""

import threading
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection, connections
from django.tasks import default_task_backend
from django.tasks.signals import task_enqueued
from django.test import Client
from django.urls import reverse

from sharing import actions, mail, receipts, visits
from sharing.models import DaySalt, ShareLink, Visit, VisitSum, main_collection
from tests.factories import make_collection, make_file, make_link, make_sample, publish

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [LinkedInApp]"
)
SCANNERS = [
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Slack-ImgProxy (+https://api.slack.com/robots)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
    "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
    "Mozilla/5.0 (Windows NT 10.0) SafeLinks/1.0",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "WhatsApp/2.23.20.0",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Twitterbot/1.0",
    "TelegramBot (like TwitterBot)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Macintosh) AppleWebKit/537.36 (compatible; Google-Read-Aloud)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (Windows NT 6.1) BingPreview/1.0b",
    "Mozilla/5.0 (Macintosh) Applebot/0.1",
    "Mozilla/5.0 (compatible; Proofpoint URL Defense)",
    "Mozilla/5.0 (compatible; Barracuda Sentinel)",
    "curl/8.5.0",
    "python-requests/2.32",
    "",
]


@pytest.fixture(autouse=True)
def _quiet_tasks():
    default_task_backend.clear()


@pytest.fixture
def shown(alice):
    """A link to two samples that are on the public page too."""
    one, two = make_sample(alice, "First one", allow_download=True), make_sample(alice, "Second one")
    file = make_file(one, page_total=3, page_texts=[{"text": f"Page {n}."} for n in range(3)])
    publish(alice, one, two)
    return make_link(alice, one, two), one, two, file


def beacon_url(link, sample=None):
    query = {"sample": sample.slug} if sample else None
    return reverse("sharing:shared_beacon", args=[link.token], query=query)


def signal(url, what="open", client=None, **headers):
    """What static/js/beacon.js sends, from one of our pages unless told otherwise."""
    given = {"HTTP_ORIGIN": "http://testserver", "HTTP_USER_AGENT": BROWSER, **headers}
    data = {"what": what} if isinstance(what, str) else what
    return (client or Client()).post(url, data, **given)


def counted(**narrow):
    return sorted(Visit.objects.filter(**narrow).values_list("what", flat=True))


def test_one_reader_is_exactly_one(shown):
    link, *_ = shown
    for _ in range(3):
        assert signal(beacon_url(link)).status_code == 204
    assert counted() == ["open"]


def test_looking_without_reading_counts_nothing(shown):
    link, one, *_ = shown
    for url in (link.public_path, reverse("sharing:shared_sample", args=[link.token, one.slug])):
        assert Client().get(url, HTTP_USER_AGENT=BROWSER).status_code == 200
        Client().head(url, HTTP_USER_AGENT=BROWSER)
    assert counted() == []


@pytest.mark.parametrize("agent", SCANNERS)
def test_scanners_count_nothing(shown, agent):
    link, one, _, file = shown
    robot = Client(HTTP_USER_AGENT=agent)
    assert robot.get(link.public_path).status_code == 200
    download = reverse("sharing:shared_file", args=[link.token, one.slug, file.pk])
    assert robot.get(download, HTTP_SEC_FETCH_SITE="same-origin").getvalue()
    assert signal(beacon_url(link), HTTP_USER_AGENT=agent).status_code == 204
    assert counted() == []
    link.refresh_from_db()
    assert link.first_opened_at is None


@pytest.mark.parametrize("agent", [BROWSER, PHONE, "Mozilla/5.0 (Linux; Android 14; CUBOT X90) Chrome/140"])
def test_people_count(shown, agent):
    signal(beacon_url(shown[0]), HTTP_USER_AGENT=agent)
    assert counted() == ["open"]


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": ""},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "none"},
    ],
)
def test_only_our_own_pages_are_believed(shown, headers):
    assert signal(beacon_url(shown[0]), **headers).status_code == 403
    assert counted() == []


@pytest.mark.parametrize("name", ["Sec-Purpose", "Purpose", "X-Moz"])
def test_fetching_ahead_counts_nothing(shown, name):
    key = "HTTP_" + name.upper().replace("-", "_")
    assert signal(beacon_url(shown[0]), **{key: "prefetch;prerender"}).status_code == 204
    assert counted() == []


def test_the_writers_own_visits_count_nothing(shown, as_alice, mallory):
    link, *_ = shown
    profile_url = reverse("sharing:beacon", args=[link.owner.profile.slug])
    signal(beacon_url(link), client=as_alice)
    signal(profile_url, client=as_alice)
    assert counted() == []
    other = Client()
    other.force_login(mallory)
    signal(beacon_url(link), client=other)
    assert counted() == ["open"]


def test_two_links_two_readers(shown, alice):
    link, one, two, _ = shown
    other = make_link(alice, one, two, name="Northmere")
    signal(beacon_url(link, one))
    signal(beacon_url(other, two), HTTP_USER_AGENT=PHONE)
    assert counted(link=link) == counted(link=other) == ["open", "read"]
    assert list(Visit.objects.filter(link=link, what="read").values_list("sample", flat=True)) == [one.pk]
    link.revoke()
    assert signal(beacon_url(link)).status_code == 410
    assert signal(beacon_url(other)).status_code == 204


def test_a_closed_or_locked_link_hears_nothing(shown):
    link, *_ = shown
    link.set_password("four words")
    link.save()
    assert signal(beacon_url(link)).status_code == 403
    reader = Client()
    reader.post(reverse("sharing:shared_unlock", args=[link.token]), {"password": "four words"})
    assert signal(beacon_url(link), client=reader).status_code == 204
    assert counted() == ["open"]
    assert signal(reverse("sharing:shared_beacon", args=["x" * 43])).status_code == 404


def test_how_far_it_was_read_adds_up(shown):
    link, one, _, file = shown
    url = beacon_url(link, one)
    signal(url)
    signal(url, {"what": "read", "read": [f"{file.pk}-1:20", f"{file.pk}-2:50"]})
    signal(url, {"what": "read", "read": [f"{file.pk}-2:60", f"{file.pk}-3:5"]})
    visit = Visit.objects.get(what="read")
    assert visit.pages == {f"{file.pk}-1": 20, f"{file.pk}-2": 110, f"{file.pk}-3": 5}
    assert visit.seconds == 135
    assert receipts.how_far(visit) == "All 3 pages, longest on page 2"
    assert receipts.minutes(visit.seconds) == 3


@pytest.mark.parametrize(
    "said", ["9999-1:20", "{pk}-4:20", "{pk}-1:-5", "{pk}-1:x", "text:20", "<b>:9", "{pk}-1", "1" * 500]
)
def test_pages_nobody_has_are_not_believed(shown, said):
    link, one, _, file = shown
    answer = signal(beacon_url(link, one), {"what": "read", "read": [said.format(pk=file.pk)]})
    assert answer.status_code == 204
    assert counted() == []


def test_a_sample_that_is_not_behind_the_link_is_404(shown, alice):
    link, *_ = shown
    assert signal(beacon_url(link, make_sample(alice, "Elsewhere"))).status_code == 404
    assert counted() == []


def test_a_download_counts_when_it_was_pressed_on_our_page(shown):
    link, one, _, file = shown
    url = reverse("sharing:shared_file", args=[link.token, one.slug, file.pk])
    for headers in ({}, {"HTTP_SEC_FETCH_SITE": "none"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}):
        assert Client().get(url, HTTP_USER_AGENT=BROWSER, **headers).getvalue()
    Client().head(url, HTTP_USER_AGENT=BROWSER, HTTP_SEC_FETCH_SITE="same-origin").getvalue()
    assert counted() == []
    for _ in range(2):
        assert Client().get(url, HTTP_USER_AGENT=BROWSER, HTTP_SEC_FETCH_SITE="same-origin").getvalue()
    assert counted() == ["download", "open"]


def test_the_public_page_is_counted_without_names(shown):
    link, one, *_ = shown
    slug = link.owner.profile.slug
    signal(reverse("sharing:beacon", args=[slug]))
    signal(reverse("sharing:beacon", args=[slug], query={"sample": one.slug}))
    assert counted(link=None) == ["open", "read"]
    assert counted() == ["open", "read"]
    actions.close_page(by=link.owner)
    assert signal(reverse("sharing:beacon", args=[slug])).status_code == 404


def test_a_listed_collection_counts_as_the_public_page(alice):
    sample = make_sample(alice)
    collection = make_collection(alice, is_public=True)
    publish(alice)
    actions.add_to(collection, sample, by=alice)
    page = Client().get(
        reverse("sharing:collection_sample", args=["alice-arkwright", collection.slug, sample.slug])
    )
    url = page.content.decode().partition('data-beacon-url="')[2].partition('"')[0].replace("&amp;", "&")
    assert signal(url).status_code == 204
    assert counted(link=None) == ["open", "read"]


def test_pages_name_their_beacon_and_say_so(shown):
    link, *_ = shown
    for url in (link.owner.profile.get_absolute_url(), link.public_path):
        page = Client().get(url).content.decode()
        assert 'data-beacon-url="' in page
        assert "no address and no place is kept" in page
        assert "js/beacon.js" in page
    own = Client()
    own.force_login(link.owner)
    collection = main_collection(link.owner)
    assert (
        "data-beacon-url"
        not in own.get(reverse("sharing:collection_preview", args=[collection.pk])).content.decode()
    )


# What is kept ------------------------------------------------------------------------------------------


def test_the_same_reader_cannot_be_joined_across_days_or_links(shown, alice):
    link, one, *_ = shown
    other = make_link(alice, one, name="Northmere")
    for moment in ("2026-06-01T12:00:00Z", "2026-06-02T12:00:00Z"):
        with time_machine.travel(moment):
            signal(beacon_url(link))
            signal(beacon_url(other))
    marks = set(Visit.objects.values_list("mark", flat=True))
    assert len(marks) == 4
    assert DaySalt.objects.count() == 2
    assert visits.forget_day_salts(date(2026, 6, 3)) == 1
    assert list(DaySalt.objects.values_list("day", flat=True)) == [date(2026, 6, 2)]
    assert visits.forget_day_salts(date(2026, 6, 4)) == 1


VISITOR = "203.0.113.77"


def test_the_database_holds_no_address_of_a_visitor(shown):
    link, one, _, file = shown
    seen = {"REMOTE_ADDR": VISITOR, "HTTP_X_FORWARDED_FOR": VISITOR, "HTTP_USER_AGENT": BROWSER + " Xyzzy/1"}
    reader = Client(**seen)
    reader.get(link.public_path)
    signal(beacon_url(link, one), HTTP_USER_AGENT=seen["HTTP_USER_AGENT"], REMOTE_ADDR=VISITOR)
    reader.get(
        reverse("sharing:shared_file", args=[link.token, one.slug, file.pk]),
        HTTP_SEC_FETCH_SITE="same-origin",
    ).getvalue()
    message = {"name": "Theo", "email": "theo@example.com", "message": "Are you free in May?"}
    reader.post(reverse("sharing:shared_contact", args=[link.token]), message)
    link.set_password("four words")
    link.save()
    reader.post(reverse("sharing:shared_unlock", args=[link.token]), {"password": "guess"})
    assert counted() == ["download", "open", "read"]

    everything = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  our own tables
            everything += [str(value) for row in cursor.fetchall() for value in row]
    dump = "\n".join(everything)
    assert "theo@example.com" in dump  # so that the search can find something
    assert VISITOR not in dump
    assert "Xyzzy" not in dump


def test_old_rows_become_one_number_a_day(shown, settings):
    link, one, *_ = shown
    settings.VISIT_DAYS = 30
    for agent in (BROWSER, PHONE):
        with time_machine.travel("2026-06-01T12:00:00Z"):
            signal(beacon_url(link, one), HTTP_USER_AGENT=agent)
        with time_machine.travel("2026-06-20T12:00:00Z"):
            signal(beacon_url(link, one), HTTP_USER_AGENT=agent)
    both = lambda: receipts.figures(Visit.objects.filter(link=link), VisitSum.objects.filter(link=link))  # noqa: E731
    before = both()
    assert (before.openings, before.samples_read) == (4, 1)
    assert visits.sum_old_visits(date(2026, 7, 2)) == 4
    assert sorted(VisitSum.objects.values_list("what", "day", "count")) == [
        ("open", date(2026, 6, 1), 2),
        ("read", date(2026, 6, 1), 2),
    ]
    assert counted() == ["open", "open", "read", "read"]
    assert both() == before
    assert visits.sum_old_visits(date(2026, 7, 2)) == 0


# What the writer sees ----------------------------------------------------------------------------------


def test_the_receipt_tells_it_as_it_was(shown, as_alice, alice):
    link, one, two, file = shown
    with time_machine.travel(link.created_at + timedelta(days=1)):
        signal(beacon_url(link, one))
        signal(beacon_url(link, one), {"what": "read", "read": [f"{file.pk}-1:20", f"{file.pk}-2:200"]})
        url = reverse("sharing:shared_file", args=[link.token, one.slug, file.pk])
        Client().get(url, HTTP_USER_AGENT=BROWSER, HTTP_SEC_FETCH_SITE="same-origin").getvalue()
    with time_machine.travel(link.created_at + timedelta(days=2)):
        signal(beacon_url(link, two))
    link.refresh_from_db()
    told = [(line.title, line.small) for _, lines in receipts.timeline(link) for line in lines]
    assert told == [
        ("Second one", ""),
        ("Opened again", ""),
        ("First one, clean copy downloaded", ""),
        ("First one", "2 of 3 pages, longest on page 2"),
        ("Opened for the first time", "You were told by e-mail"),
        ("Link made", ""),
    ]
    page = as_alice.get(link.get_absolute_url()).content.decode()
    for words in ("about 4 min", "2 of 2", "Opened for the first time"):
        assert words in page


def test_one_mail_at_the_first_opening(shown, mailoutbox):
    link, *_ = shown
    signal(beacon_url(link))
    signal(beacon_url(link), HTTP_USER_AGENT=PHONE)
    queued = [result.args for result in default_task_backend.results]
    assert queued == [[link.pk]]
    mail.first_opening(link.pk)
    assert [(m.subject, m.to) for m in mailoutbox] == [("Your link was opened", [link.owner.email])]
    assert link.token not in mailoutbox[0].body


def test_no_mail_when_the_writer_wants_none(shown):
    link, *_ = shown
    ShareLink.objects.update(tell_me=False)
    signal(beacon_url(link))
    assert default_task_backend.results == []
    link.refresh_from_db()
    assert link.first_opened_at is not None


def test_who_saw_a_sample_by_link_name(shown, as_alice):
    link, one, *_ = shown
    signal(beacon_url(link, one))
    signal(reverse("sharing:beacon", args=[link.owner.profile.slug], query={"sample": one.slug}))
    rows = [(row["name"], row["what"], row["count"]) for row in receipts.of_sample(one)]
    assert rows == [(link.name, "read", 1), ("", "read", 1)]
    page = as_alice.get(reverse("sharing:sample_seen", args=[one.pk])).content.decode()
    assert link.name in page


def test_the_page_receipt_draws_its_days(shown, as_alice, alice):
    signal(reverse("sharing:beacon", args=[alice.profile.slug]))
    page = as_alice.get(reverse("sharing:page_receipt"))
    assert [row.openings for row in page.context["busy_days"]] == [1]
    assert page.content.decode().count("<rect") == 1


def test_the_dashboard_list_is_newest_first_and_ends_with_who_waits(shown, alice):
    link, one, *_ = shown
    waiting = make_link(alice, one, name="Northmere")
    waiting.end_on(alice.today() + timedelta(days=9))
    waiting.save()
    signal(beacon_url(link, one))
    said = [(row["link"].name, row["said"]) for row in receipts.latest(alice)]
    assert sorted(said[:2]) == [(link.name, "opened your link"), (link.name, "read First one")]
    assert said[2:] == [("Northmere", "has not opened its link")]


@pytest.mark.parametrize("number", [1, 6])
def test_a_receipt_takes_the_same_queries_for_any_number(as_alice, alice, number, django_assert_num_queries):
    samples = [make_sample(alice, f"Sample {n}") for n in range(number)]
    for sample in samples:
        make_file(sample)
    link = make_link(alice, *samples)
    for sample in samples:
        signal(beacon_url(link, sample))
    with django_assert_num_queries(19):
        as_alice.get(link.get_absolute_url())


@pytest.mark.django_db(transaction=True)
def test_two_hundred_readers_at_once_are_two_hundred():
    """As many requests at a time as a server takes: nothing lost, nothing twice, no lock error."""
    from tests.factories import make_user

    alice = make_user("Alice Arkwright")
    link = make_link(alice, make_sample(alice))
    url, answers = beacon_url(link), []
    readers = [f"{BROWSER} Reader/{n}" for n in range(200)]
    readers += readers[:20]  # twenty of them have two tabs
    told, turn = [], threading.Lock()

    def note(task_result, **kwargs):
        told.append(task_result.args)

    task_enqueued.connect(note)

    def read():
        client = Client()
        try:
            while True:
                with turn:
                    if not readers:
                        return
                    agent = readers.pop()
                answers.append(signal(url, client=client, HTTP_USER_AGENT=agent).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    task_enqueued.disconnect(note)
    assert answers == [204] * 220
    assert counted() == ["open"] * 200
    assert told == [[link.pk]]
