"""Milestones, steps, plan and competencies: complete, consistent, and right in both fields of practice."""

import re
from collections import Counter
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

import vocabularies as vocab
from milestones import catalogue
from tests.test_content import texts
from tests.wording import banned_words, human_only_words

HEALTH = ("human", "animal")
DELIVERABLES = {row.slug for row in vocab.DELIVERABLES}
COMPETENCIES = {row.slug for row in catalogue.competencies()}
STEPS = {row.slug for row in catalogue.steps()}
REFERENCES = ("slug", "lifts_steps", "lifts_deliverables", "step", "first", "then", "after")
NOT_FOR_PEOPLE = ("slug", "url", "milestone", "deliverables", "competencies", "evidence")


def test_there_are_five_milestones_and_48_steps():
    counts = [(len(row.steps), len(row.core), row.core_hours) for row in catalogue.milestones()]
    assert counts == [
        (10, 8, Decimal("8.0")),
        (8, 5, Decimal("6.0")),
        (10, 7, Decimal("23.5")),
        (10, 9, Decimal("10.5")),
        (10, 8, Decimal("8.0")),
    ]
    assert len(STEPS) == len(catalogue.steps()) == 48


def test_core_and_stretch_hours_add_up():
    hours = Counter()
    for step in catalogue.steps():
        hours[step.track] += step.hours
    assert hours == {"core": Decimal("56.0"), "stretch": Decimal("18.5")}


def test_steps_are_numbered_in_order_inside_their_milestone():
    for milestone in catalogue.milestones():
        numbers = [step.number for step in milestone.steps]
        assert numbers == [f"{milestone.number}.{place}" for place in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("slug", sorted(STEPS))
def test_each_step_refers_to_what_exists(slug):
    step = catalogue.step(slug)
    assert set(step.competencies) - COMPETENCIES == set()
    assert set(step.deliverables) - DELIVERABLES == set()
    assert step.needs in {"all", "any"}
    assert step.version == 1
    assert 1 <= len(step.resources) <= 3
    for rule in step.evidence:
        assert set(rule.deliverables) - DELIVERABLES == set()
        assert set(rule.provenance) - {row.slug for row in vocab.PROVENANCES} == set()
        if rule.kind == "note":
            assert bool(rule.min_words) != bool(rule.items)
            assert len(rule.fields) in {0, rule.items}
        if rule.kind == "checklist":
            assert len(rule.items_list) >= 3
        if rule.kind == "profile":
            assert set(rule.fields) <= {"areas", "audiences", "headline", "bio"}
        if rule.kind == "interaction":
            assert rule.channels or rule.purpose


@pytest.mark.parametrize("health", HEALTH)
@pytest.mark.parametrize("slug", sorted(STEPS))
def test_each_step_says_enough_and_not_too_much(slug, health):
    step = catalogue.step(slug, health)
    assert 25 <= len(step.guidance.split()) <= 75
    assert 3 <= len(step.evidence_prompt.split()) <= 40
    assert len(step.title) <= 70
    assert 2 <= len(step.ticks_with(health).split()) <= 30


def test_steps_prove_themselves_in_the_ways_they_say():
    said = {
        slug: catalogue.step(slug, "animal").ticks_with("animal")
        for slug in (
            "write-for-patients",
            "build-a-prospect-list",
            "follow-up-on-schedule",
            "get-a-peer-review",
        )
    }
    assert said == {
        "write-for-patients": "a sample of the kind “Animal-owner education”",
        "build-a-prospect-list": "25 contacts of 3 kinds, 10 with a person’s name",
        "follow-up-on-schedule": "2 follow-ups noted and a next date on every open contact",
        "get-a-peer-review": "a review that came back or 4 lines in your note",
    }


@pytest.mark.parametrize("health", HEALTH)
def test_catalogue_copy_holds_no_banned_word(health):
    rows = [catalogue.milestones(health), catalogue.competencies(health), catalogue.plan(health)]
    shown = list(texts(rows, skip=("slug", "url")))
    shown += [step.ticks_with(health) for step in catalogue.steps(health)]
    assert {text: banned_words(text) for text in shown if banned_words(text)} == {}


def test_steps_for_a_veterinarian_hold_no_human_only_word():
    shown = [
        text
        for step in catalogue.steps("animal")
        if not step.compares_systems
        for text in [
            *texts(step, NOT_FOR_PEOPLE),
            *texts(step.evidence, NOT_FOR_PEOPLE),
            step.ticks_with("animal"),
        ]
    ]
    assert {text: human_only_words(text) for text in shown if human_only_words(text)} == {}


def test_only_the_steps_that_compare_systems_name_both():
    assert [step.number for step in catalogue.steps() if step.compares_systems] == [
        "1.2",
        "1.3",
        "1.4",
        "1.10",
    ]


def test_milestones_competencies_and_plan_for_a_veterinarian_hold_no_human_only_word():
    milestones = [(row.title, row.tagline, row.purpose) for row in catalogue.milestones("animal")]
    shown = list(
        texts([milestones, catalogue.competencies("animal"), catalogue.plan("animal")], skip=REFERENCES)
    )
    assert {text: human_only_words(text) for text in shown if human_only_words(text)} == {}


def test_animal_words_change_nothing_but_words():
    for human, animal in zip(catalogue.steps("human"), catalogue.steps("animal"), strict=True):
        assert (human.slug, human.hours, human.track, human.needs) == (
            animal.slug,
            animal.hours,
            animal.track,
            animal.needs,
        )
        assert human.evidence == animal.evidence
    assert catalogue.step("write-for-patients").title != catalogue.step("write-for-patients", "animal").title


def test_resources_are_site_roots_over_https_and_all_are_used():
    used = {resource for health in HEALTH for step in catalogue.steps(health) for resource in step.resources}
    for resource in used:
        parts = urlsplit(resource.url)
        assert (parts.scheme, parts.path, parts.query, parts.fragment) == ("https", "", "", "")
        assert re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", parts.netloc)
    assert {resource.name for resource in used} == {
        name for name, _ in catalogue.content("milestones")["resources"].values()
    }


def test_an_unknown_step_is_a_key_error():
    assert catalogue.step("take-a-baseline").competencies == tuple(
        row.slug for row in catalogue.competencies()
    )
    with pytest.raises(KeyError):
        catalogue.step("no-such-step")


def test_the_plan_spends_each_core_step_exactly_and_five_hours_a_week():
    plan = catalogue.plan()
    spent = Counter()
    for week in plan.weeks:
        for part in week.parts:
            spent[part.step] += part.hours
    assert spent == {step.slug: step.hours for step in catalogue.steps() if step.is_core}
    assert [week.hours for week in plan.weeks] == [plan.hours_a_week] * 12
    assert sum(week.buffer for week in plan.weeks) == 4


def test_the_plan_keeps_its_own_order_rules():
    plan = catalogue.plan()
    place = {slug: number for number, slug in enumerate(plan.order)}
    assert len(plan.rules) == 4
    assert [rule for rule in plan.rules if place[rule.first] >= place[rule.then]] == []
    assert [wait for wait in plan.waits if place[wait.after] >= place[wait.step]] == []


def test_competencies_come_in_four_groups_with_five_descriptions_each():
    by_group = Counter(row.group for row in catalogue.competencies())
    assert by_group == {"writing": 5, "medical-language": 4, "research": 5, "adult-learning-applied": 6}
    assert [group.slug for group in catalogue.competency_groups()] == list(by_group)
    assert [level.name for level in catalogue.competency_levels()] == [
        "Novice",
        "Advanced beginner",
        "Competent",
        "Proficient",
        "Expert",
    ]


@pytest.mark.parametrize("health", HEALTH)
@pytest.mark.parametrize("slug", sorted(COMPETENCIES))
def test_each_competency_describes_five_levels_and_what_lifts_it(slug, health):
    row = catalogue.competency(slug, health)
    assert len({row.description(level) for level in range(1, 6)}) == 5
    assert [text for text in row.levels if not 3 <= len(text.split()) <= 24] == []
    assert row.lifts_steps
    assert set(row.lifts_steps) - STEPS == set()
    assert row.lifts_deliverables
    assert set(row.lifts_deliverables) - DELIVERABLES == set()


def test_deliverables_name_competencies_that_exist():
    named = {slug for row in vocab.DELIVERABLES for slug in row.competencies}
    assert named == COMPETENCIES
