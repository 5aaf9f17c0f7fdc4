"""Sign-up to a public link that a stranger can open: three typed fields, at most twelve presses, no mail."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.walk import Person, check
from tests.test_uploads import a_deck, a_docx

SAMPLE = re.compile(r"/samples/\d+/$")  # one file: its page opens by itself
SIZES = [{"width": 1280, "height": 900}, {"width": 390, "height": 844}]


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "needs-assessment-potassium.docx"
    path.write_bytes(a_docx("Potassium Worries"))
    return path


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_first_link(page, context, browser, live_server, paper, size):
    began = time.monotonic()
    page.set_viewport_size(size)
    me = Person(page)
    page.goto(live_server.url)
    me.press("link", "^Start free")
    check(page)
    me.type("Your name", "Ada Lovelace")
    me.type("E-mail", "ada@example.org")
    me.type("Password", "four plain words here")
    me.press("button", "^Start free")
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
    check(page)
    me.press("button", "^Pharmacist")

    page.locator("input[type=file]").first.set_input_files(paper)
    me.presses += 2  # "Choose files", and the choice in the system's own dialog
    page.wait_for_url(SAMPLE, timeout=60_000)
    expect(
        page.get_by_text(re.compile("Nothing found by these checks|nothing left to fix|to fix", re.I)).first
    ).to_be_visible()
    check(page)
    if page.get_by_role("button", name="Make a clean copy").count():
        me.press("button", "^Make a clean copy")
    me.press("button", "^Publish")
    expect(page.get_by_role("heading", level=1)).to_contain_text("It is out")
    check(page)
    address = page.get_by_label(re.compile("Copy and send")).input_value()
    me.press("button", "^Copy")

    assert me.typed <= 3
    assert me.presses <= 12
    assert time.monotonic() - began < 180

    stranger = browser.new_context(viewport=size).new_page()
    stranger.goto(address)
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("Ada Lovelace")
    check(stranger)
    stranger.get_by_role("link", name=re.compile("potassium", re.I)).first.click()
    expect(stranger.get_by_text("Written for practice").first).to_be_visible()
    expect(stranger.get_by_text("Published audits describe therapy").first).to_be_attached()
    check(stranger)
    stranger.context.close()

    me.press("link", "milestones")
    expect(page.get_by_text(re.compile(r"done|step", re.I)).first).to_be_visible()


def test_first_link_by_keyboard_alone(page, live_server, paper):
    """No pointer: Tab, Enter, Space and typing."""
    page.goto(f"{live_server.url}/accounts/signup/")

    def to(pattern, limit=80):
        wanted = re.compile(pattern, re.I)
        for _ in range(limit):
            page.keyboard.press("Tab")
            said = page.evaluate(
                "() => { const e = document.activeElement; return (e.innerText || '') + ' ' + (e.getAttribute('aria-label') || '')"
                " + ' ' + (e.labels && e.labels[0] ? e.labels[0].innerText : '') + ' ' + (e.value || ''); }"
            )
            if wanted.search(said):
                return
        raise AssertionError(f"Tab never reached {pattern}")

    to("^\\s*Your name")
    page.keyboard.type("Grace Hopper")
    to("E-mail")
    page.keyboard.type("grace@example.org")
    to("Password")
    page.keyboard.type("four plain words here")
    to("Start free")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
    to("Researcher")
    page.keyboard.press("Enter")
    page.locator("input[type=file]").first.set_input_files(paper)  # the system's dialog belongs to the system
    page.wait_for_url(SAMPLE, timeout=60_000)
    expect(page.get_by_role("button", name=re.compile("^Publish"))).to_be_enabled()
    to("^\\s*Publish")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("It is out")


def test_a_deck_with_notes_and_the_choice(page, live_server, alice, tmp_path):
    from tests.browser.test_pages import log_in

    deck = tmp_path / "teaching-deck.pptx"
    deck.write_bytes(a_deck("Pause here and ask who has met this."))
    log_in(page, live_server, alice)
    page.goto(f"{live_server.url}/samples/add/")
    page.locator("input[type=file]").first.set_input_files(deck)
    page.wait_for_url(SAMPLE, timeout=60_000)
    expect(page.get_by_text(re.compile("speaker notes", re.I)).first).to_be_attached()
