"""Steps tick themselves by evidence, untick when it goes, and never lose what somebody finished."""

from django.urls import reverse

from milestones import catalogue, rules
from portfolio import actions as portfolio_actions
from tests.factories import make_file, make_sample, publish


def state_of(user, slug):
    user.profile.refresh_from_db()
    return rules.state(rules.gather(user), catalogue.step(slug))


def test_the_first_publish_ticks_two_steps_by_evidence(as_alice, alice):
    sample = make_sample(alice, body="none", deliverable="other", summary="", areas=[], audiences=[])
    make_file(sample)
    publish(alice, sample)
    page = as_alice.get(reverse("milestones:milestone_list"))
    found = page.context["progress"]
    assert [s.step.slug for s in found.counting if s.done] == ["add-your-first-sample", "open-your-page"]
    assert {s.how for s in found.counting if s.done} == {"evidence"}
    assert found.next.step.slug == "draw-the-ecosystem"
    assert "2 of 39 steps are done, both shown by your own work here" in page.content.decode()
    assert "Done by: Potassium Worries" in page.content.decode()


def test_deleted_evidence_reopens_with_a_kind_note_and_comes_back(as_alice, alice):
    sample = make_sample(alice)
    url = reverse("milestones:milestone_list")
    as_alice.get(url)
    assert state_of(alice, "write-a-spec-needs-assessment").by == "Potassium Worries"
    portfolio_actions.bin_sample(sample, by=alice)
    gone = state_of(alice, "write-a-spec-needs-assessment")
    assert (
        gone.done,
        gone.reopened.startswith("This was done by “Potassium Worries”, which is in the bin"),
    ) == (
        False,
        True,
    )
    assert "which is in the bin now" in as_alice.get(url).content.decode()
    portfolio_actions.unbin_sample(sample, by=alice)
    assert state_of(alice, "write-a-spec-needs-assessment").how == "evidence"
