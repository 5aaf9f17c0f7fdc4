"""Lists in and out: read whatever programs write, say what is wrong by row, add everything or nothing."""

import csv
import io
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from networking import exports, importing, tables
from networking.models import Contact, ContactImport, Organization, StageMove
from networking.models.imports import forget_waiting_imports
from networking.tables import NotATable
from tests.factories import make_contact, make_interaction, make_organization

LINKEDIN = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing."\n'
    "\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Theo,Brandvold,https://www.linkedin.com/in/theo,,Larkspur Medical Education,Scientific director,05 Mar 2024\n"
    'Ines,"Karrow, MD",https://www.linkedin.com/in/ines,ines@example.com,Northmere Society,Education director,17 Jan 2023\n'
)
GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Organization Name,Organization Title,Website 1 - Label,Website 1 - Value\n"
    "Lena,,Ostrava,,1980-05-01,Met in June,Warm ::: * myContacts,Work,lena@example.com,Work,+1 555 0100,"
    "Copperfield University,CPD lead,Profile,https://example.com/lena\n"
)
OUTLOOK = (
    '"First Name","Middle Name","Last Name","Company","Job Title","Home Street","Business Phone","E-mail Address",'
    '"Web Page","Notes","Categories"\r\n'
    '"Wren","","Abiodun","","Medical writer","1 Hidden Street","555 0101","wren@example.com","www.example.com",'
    '"Line one\r\nLine two","Peer;Warm"\r\n'
)


def post(client, view, /, *args, **data):
    return client.post(reverse(f"networking:{view}", args=args), data)


def upload(client, data, name="people.csv"):
    data = data if isinstance(data, bytes) else data.encode()
    return post(client, "contact_import", file=SimpleUploadedFile(name, data))


def waiting(user):
    return ContactImport.objects.owned_by(user).get()


def bring_in(client, user, **fields):
    return post(
        client,
        "import_preview",
        waiting(user).pk,
        **{"then": "import", "stage": "identified", "duplicates": "merge", **fields},
    )


def refused(client, data):
    """The sentence that says why a file was not read."""
    response = upload(client, data)
    assert response.status_code == 422
    assert not ContactImport.objects.exists()
    return response.context["form"].errors["file"][0]


# What programs write ------------------------------------------------------------------------------------


@time_machine.travel("2026-03-09 12:00", tick=False)
def test_linkedin(as_alice, alice):
    upload(as_alice, LINKEDIN, "Connections.csv")
    assert waiting(alice).mapping == [
        "first_name",
        "last_name",
        "link",
        "email",
        "organization",
        "role",
        "met_on",
    ]
    response = as_alice.get(waiting(alice).get_absolute_url())
    assert response.context["form"].initial["stage"] == "connected"
    bring_in(as_alice, alice, stage="connected", source="linkedin")
    theo, ines = Contact.objects.owned_by(alice).order_by("pk")
    assert (theo.name, theo.role, str(theo.organization), theo.met_on) == (
        "Theo Brandvold",
        "Scientific director",
        "Larkspur Medical Education",
        date(2024, 3, 5),
    )
    assert (theo.links, theo.stage, theo.source) == (
        ["https://www.linkedin.com/in/theo"],
        "connected",
        "linkedin",
    )
    assert (ines.name, ines.email) == ("Ines Karrow, MD", "ines@example.com")
    assert set(StageMove.objects.values_list("contact", "to_stage")) == {
        (theo.pk, "connected"),
        (ines.pk, "connected"),
    }
    assert not ContactImport.objects.exists()


def test_google(as_alice, alice):
    upload(as_alice, GOOGLE)
    assert "Birthday" not in waiting(alice).header
    assert "1980" not in str(waiting(alice).rows)
    bring_in(as_alice, alice)
    lena = Contact.objects.owned_by(alice).get()
    assert (lena.name, lena.role, str(lena.organization), lena.email, lena.phone) == (
        "Lena Ostrava",
        "CPD lead",
        "Copperfield University",
        "lena@example.com",
        "+1 555 0100",
    )
    assert (lena.tag_list, lena.notes, lena.links) == (["warm"], "Met in June", ["https://example.com/lena"])


def test_outlook(as_alice, alice):
    upload(as_alice, OUTLOOK)
    assert "Hidden Street" not in str(waiting(alice).rows)
    bring_in(as_alice, alice)
    wren = Contact.objects.owned_by(alice).get()
    assert (wren.name, wren.organization, wren.role, wren.notes) == (
        "Wren Abiodun",
        None,
        "Medical writer",
        "Line one\nLine two",
    )
    assert wren.tag_list == ["peer", "warm"]


def test_our_own_file_goes_out_and_comes_back(as_alice, alice, client, mallory):
    organization = make_organization(
        alice, "Larkspur", kind="publisher", priority="a", website="https://larkspur.example"
    )
    make_contact(
        alice,
        "Theo",
        organization,
        role="=1+1",
        email="theo@example.com",
        phone="+1 555",
        links=["https://example.com/theo"],
        source="event",
        met="-- at the meeting",
        met_on=date(2025, 1, 2),
        stage="contacted",
        next_action="Write",
        next_action_on=date(2030, 1, 2),
        tags=",a b,c,",
        notes="@home\nand more",
    )
    make_contact(alice, "Wren", kind="peer", do_not_contact=True)
    data = exports.as_csv(Contact.objects.owned_by(alice).select_related("organization"))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == importing.OUR_HEADER
    assert rows[1][1] == "'=1+1"
    table = tables.read(data, importing.KNOWN)
    found = importing.candidates(table.header, table.rows, importing.guess(table.header), alice.today())
    assert found[0].problems == ["Role begins with =, like a formula: “=1+1”."]
    Contact.objects.filter(name="Theo").update(role="Director")
    data = exports.as_csv(Contact.objects.owned_by(alice).select_related("organization"))
    client.force_login(mallory)
    upload(client, data)
    bring_in(client, mallory)
    fields = [
        "name", "role", "email", "phone", "links", "source", "met", "met_on", "stage", "next_action",
        "next_action_on", "tags", "notes", "do_not_contact", "kind", "organization__name",
        "organization__kind", "organization__priority", "organization__website",
    ]  # fmt: skip
    theirs = Contact.objects.owned_by(mallory).order_by("name").values(*fields)
    assert list(theirs) == list(Contact.objects.owned_by(alice).order_by("name").values(*fields))


@pytest.mark.parametrize(
    ("encode", "separator"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-16-le", ","), ("cp1252", ";")],
)
def test_encodings_and_separators(encode, separator):
    data = (
        separator.join(["Name", "Organization"])
        + "\r\n"
        + separator.join(["Zoë Brâncuși"[:7], "Café"])
        + "\r\n"
    )
    table = tables.read(data.encode(encode), importing.KNOWN)
    assert (table.header, table.rows) == (["Name", "Organization"], [(2, ["Zoë Brâ", "Café"])])


# What can be wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The submitted file is empty."),
        (b" \n\n", "This file is empty."),
        (b"Name,Role\n", "There is a header and no row below it."),
        (b"PK\x03\x04rest", "This is not a CSV file. In the spreadsheet, choose Save as, then CSV."),
        (b"\xff\xfeN\x00a", "The letters in line 1 cannot be read. Save the file again as CSV UTF-8."),
        (b"Name\nA\n\x81\x8d", "The letters in line 3 cannot be read. Save the file again as CSV UTF-8."),
        (b"Name\nA\x00b\n", "There are empty bytes in this file. Save it again as CSV UTF-8."),
        (
            b'Name,Role\nA,b\n"open,c\n',
            "Row 3 cannot be taken apart: a quotation mark is open or in the wrong place.",
        ),
        (
            b"Name\n" + b"x" * 60_001,
            "Line 2 has more than 60,000 characters. That is no list of people; check the file.",
        ),
        (b"Name\n" + b"A\n" * 5_001, "5,001 rows are more than 5,000. Split the file."),
        (b"Name\n" + b"A\n" * 6_000, "More than 5,000 rows. Split the file, or export fewer people."),
    ],
)
def test_a_file_that_is_no_list_gets_one_sentence(as_alice, alice, data, sentence):
    assert refused(as_alice, data) == sentence


def test_a_file_of_many_megabytes_is_refused(as_alice, settings):
    sentence = "This file is larger than 10 MB. Split it, or export fewer people."
    line = b"x" * (10 * 1024 * 1024 + 1)
    assert refused(as_alice, line) == sentence
    settings.MAX_UPLOAD_MB = 11  # the upload itself is cut off
    assert refused(as_alice, line * 2) == sentence


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data):
    try:
        widths = {len(cells) - len(table.header) for table in [tables.read(data)] for _, cells in table.rows}
    except NotATable:
        widths = set()
    assert widths <= {0}


ROWS = "Name,E-mail,Organization,Since,Kind,Stage,Priority,Link\n"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Ada,ada@,,,,,,", "“ada@” is not an e-mail address."),
        (",,,,,,,https://x.example", "There is neither a name nor an organization."),
        ("=HYPERLINK(1),,,,,,,", "Name begins with =, like a formula: “=HYPERLINK(1)”."),
        ("Ada,,@SUM(A1),,,,,", "Organization begins with @, like a formula: “@SUM(A1)”."),
        (
            "Ada,,,31/31/2024,,,,",
            "The date since when you know them is not a date we can read: “31/31/2024”.",
        ),
        (
            "Ada,,,2999-01-01,,,,",
            "The date since when you know them is not a date we can read: “2999-01-01”.",
        ),
        ("Ada,,,,Circus,,,", "“Circus” is not a kind we know."),
        ("Ada,,,,,Famous,,", "“Famous” is not a stage we know."),
        ("Ada,,,,,,High,", "“High” is not a priority: A, B or C."),
        ("Ada,,,,,,,javascript:alert(1)", "“https://javascript:alert(1)” is not a web address."),
        ("A" * 121 + ",,,,,,,", "Name is longer than 120 characters."),
        (
            "Ada,,,,,,,,surplus",
            "9 cells under 8 headings. A comma inside a cell needs quotation marks.",
        ),
    ],
)
def test_rows_with_a_problem_are_named_and_nothing_comes_in(as_alice, alice, row, sentence):
    upload(as_alice, f"{ROWS}Good One,,,,,,,\n{row}\n")
    response = as_alice.get(waiting(alice).get_absolute_url())
    ((number, said),) = response.context["problems"]
    assert number == 3
    assert said.startswith(sentence)
    bring_in(as_alice, alice)
    assert not Contact.objects.exists()
    assert not Organization.objects.exists()
    bring_in(as_alice, alice, leave_out="on")
    assert [contact.name for contact in Contact.objects.owned_by(alice)] == ["Good One"]


def test_short_rows_count_as_empty_cells(as_alice, alice):
    upload(as_alice, "Name,Role,Organization\nAda\nBea,Director\n")
    bring_in(as_alice, alice)
    assert set(Contact.objects.values_list("name", "role")) == {("Ada", ""), ("Bea", "Director")}


def test_a_failure_half_way_leaves_nothing(as_alice, alice, monkeypatch):
    upload(as_alice, "Name,Organization\nAda,One\nBea,Two\n")

    def broken(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(StageMove.objects.__class__, "bulk_create", broken)
    with pytest.raises(RuntimeError):
        bring_in(as_alice, alice)
    assert (Contact.objects.count(), Organization.objects.count()) == (0, 0)
    assert waiting(alice).rows


# Columns ------------------------------------------------------------------------------------------------


def test_columns_can_be_put_right(as_alice, alice):
    upload(as_alice, "Who,Where\nAda,Larkspur\n")
    assert waiting(alice).mapping == ["", ""]
    response = post(
        as_alice, "import_preview", waiting(alice).pk, then="look", column_0="name", column_1="organization"
    )
    assert [one.title for one in response.context["rows"]] == ["Ada, Larkspur"]
    assert not Contact.objects.exists()
    bring_in(as_alice, alice)
    assert str(Contact.objects.get().organization) == "Larkspur"


def test_a_column_cannot_be_used_twice_or_made_up(as_alice, alice):
    upload(as_alice, "Name,Other\nAda,Bea\n")
    post(as_alice, "import_preview", waiting(alice).pk, then="look", column_0="name", column_1="name")
    assert waiting(alice).mapping == ["name", ""]
    post(as_alice, "import_preview", waiting(alice).pk, then="look", column_0="owner_id", column_1="name")
    assert waiting(alice).mapping == ["", "name"]


# Duplicates ---------------------------------------------------------------------------------------------


@pytest.fixture
def known(alice, mallory):
    make_contact(mallory, "Bea", email="theo@example.com")
    organization = make_organization(alice, "Larkspur")
    return make_contact(
        alice, "Theo Brandvold", organization, email="theo@example.com", role="Director", tags=",old,"
    )


@pytest.mark.parametrize(
    "row",
    ["Somebody,THEO@example.com,,555,new", "theo brandvold,,LARKSPUR,555,new"],
)
def test_what_is_missing_is_filled_in_and_nothing_written_over(as_alice, alice, known, row):
    upload(as_alice, f"Name,E-mail,Organization,Phone,Tags\n{row}\n")
    response = as_alice.get(waiting(alice).get_absolute_url())
    assert [(one.row, contact) for one, contact in response.context["repeats"]] == [(2, known)]
    bring_in(as_alice, alice)
    known.refresh_from_db()
    assert Contact.objects.owned_by(alice).count() == 1
    assert (known.name, known.email, known.role, known.phone) == (
        "Theo Brandvold",
        "theo@example.com",
        "Director",
        "555",
    )
    assert known.tag_list == ["new", "old"]


@pytest.mark.parametrize(
    ("choice", "count", "phone"),
    [
        ({"duplicates": "skip"}, 1, ""),
        ({"duplicates": "add"}, 2, ""),
        ({"duplicates": "skip", "row_2": "merge"}, 1, "555"),
        ({"duplicates": "merge", "row_2": "add"}, 2, ""),
    ],
)
def test_it_is_the_writers_choice(as_alice, alice, known, choice, count, phone):
    upload(as_alice, "Name,E-mail,Phone\nTheo,theo@example.com,555\n")
    bring_in(as_alice, alice, **choice)
    known.refresh_from_db()
    assert (Contact.objects.owned_by(alice).count(), known.phone) == (count, phone)


def test_merging_never_wakes_somebody_left_alone(as_alice, alice):
    alone = make_contact(alice, "Theo", email="theo@example.com", do_not_contact=True)
    upload(as_alice, "Name,E-mail,Next date,Stage\nTheo,theo@example.com,2030-01-01,Contacted\n")
    bring_in(as_alice, alice)
    alone.refresh_from_db()
    assert (alone.do_not_contact, alone.next_action_on) == (True, None)


def test_the_second_of_two_equal_rows_is_left_out(as_alice, alice):
    upload(as_alice, "Name,E-mail\nAda,ada@example.com\nAda L,ADA@example.com\nAda,\nBea,\n")
    bring_in(as_alice, alice)
    assert [c.name for c in Contact.objects.owned_by(alice).order_by("pk")] == ["Ada", "Bea"]


@time_machine.travel("2026-03-09 12:00", tick=False)
def test_first_dates_are_spread_over_working_days(as_alice, alice):
    upload(as_alice, "Name\n" + "".join(f"P{n}\n" for n in range(25)))
    bring_in(as_alice, alice)
    days = list(Contact.objects.order_by("pk").values_list("next_action_on", flat=True))
    assert days == [date(2026, 3, 23)] * 10 + [date(2026, 3, 24)] * 10 + [date(2026, 3, 25)] * 5


def test_the_uploaded_rows_are_forgotten(as_alice, alice):
    upload(as_alice, "Name\nAda\n")
    upload(as_alice, "Name\nBea\n")
    assert waiting(alice).rows == [[2, ["Bea"]]]
    assert forget_waiting_imports() == 0
    with time_machine.travel(timezone.now() + timezone.timedelta(hours=25)):
        assert forget_waiting_imports() == 1
    upload(as_alice, "Name\nBea\n")
    post(as_alice, "import_cancel", waiting(alice).pk)
    assert not ContactImport.objects.exists()
    assert not Contact.objects.exists()


@pytest.mark.parametrize("number", [1, 5])
def test_importing_takes_the_same_queries_for_any_number(as_alice, alice, number, django_assert_num_queries):
    upload(as_alice, "Name,Organization\n" + "".join(f"P{n},O{n}\n" for n in range(number)))
    address = waiting(alice).get_absolute_url()
    with django_assert_num_queries(4):
        as_alice.get(address)


# Out ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u00a0@"]
)
def test_no_cell_is_a_formula(start):
    assert tables.neutral(f"{start}cmd") == f"'{start}cmd"
    assert tables.neutral("a=b") == "a=b"


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"]), max_size=20),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_written_can_be_read_again(cells):
    text = tables.write(["x"] * len(cells), [cells]).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert [got in (cell, f"'{cell}") for got, cell in zip(read, cells, strict=True)] == [True] * len(cells)
    assert [got for got in read if got.strip()[:1] and got.strip()[0] in tables.FORMULA_STARTS] == []


def test_only_ones_own_people_go_out(as_alice, alice, mallory):
    make_contact(mallory, "Not mine")
    make_contact(alice, "Mine")
    for wanted in ("csv", "vcf"):
        response = as_alice.get(reverse("networking:contact_export", query={"as": wanted}))
        text = response.content.decode()
        assert response["Content-Disposition"].startswith("attachment")
        assert "Mine" in text
        assert "Not mine" not in text


def test_an_export_can_be_narrowed(as_alice, alice):
    make_contact(alice, "Warm", tags=",warm,")
    make_contact(alice, "Cold")
    response = as_alice.get(reverse("networking:contact_export", query={"as": "csv", "tag": "warm"}))
    assert "Warm" in response.content.decode()
    assert "Cold" not in response.content.decode()


def test_a_vcard_is_escaped_folded_and_holds_no_notes(alice):
    contact = make_contact(
        alice,
        "Zoë; Brand, voldé" + "é" * 60,
        make_organization(alice, "A;B"),
        notes="Secret words",
        phone="1\r\nEVIL:1",
        email="z@example.com",
    )
    make_interaction(contact, summary="Secret words")
    card = exports.as_vcards([contact])
    assert "Secret" not in card
    lines = card.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    whole = card.replace("\r\n ", "").split("\r\n")
    assert whole[0:2] == ["BEGIN:VCARD", "VERSION:3.0"]
    assert "ORG:A\\;B" in whole
    assert "TEL;TYPE=WORK:1\\nEVIL:1" in whole
    assert f"FN:Zoë\\; Brand\\, voldé{'é' * 60}" in whole


def test_the_file_to_fill_in_is_read_without_a_problem(as_alice, alice):
    upload(as_alice, as_alice.get(reverse("networking:import_template")).content)
    assert as_alice.get(waiting(alice).get_absolute_url()).context["problem_count"] == 0
    bring_in(as_alice, alice)
    assert [str(contact) for contact in Contact.objects.owned_by(alice)] == ["Theo Example"]
