"""What copy may not say: words banned everywhere, and words that fit human health only."""

import re

BANNED = {
    "ACCME approved": r"\bACCME[- ]approved\b",
    "commercial interest": r"\bcommercial interests?\b",
    "doctors": r"\bdoctors?\b(?! of\b)",
    "safe": r"\bsafe\b",
    "artefact": r"\bart[ei]facts?\b",
    "entity": r"\b(entity|entities)\b",
    "object": r"\bobjects?\b",
    "spec sample": r"\bspec sample",
    "guaranteed": r"\bguarante",
    "British spelling": r"\b(programmes?|organisations?|behaviour|colou?rs?(?<!color)(?<!colors)|grey|centre)\b",
}

HUMAN_ONLY = {
    "patient": r"(?<!animal )(?<!animal-)\bpatients?\b",
    "physician": r"\bphysicians?\b",
    "nurse": r"(?<!veterinary )(?<!technicians and )\bnurs(?:e|es|ing)\b",
    "pharmacist": r"\bpharmacists?\b",
    "dentist": r"\bdentists?\b",
    "clinician": r"\bclinicians?\b",
    "caregiver": r"\bcaregivers?\b",
    "hospital": r"(?<!animal )(?<!veterinary )\bhospitals?\b",
    "chart": r"\b(?:patient|medical) charts?\b|\bchart review\b",
    "HIPAA": r"\bHIPAA\b",
    "ACCME": r"\bACCME\b",
    "AMA": r"\bAMA PRA\b|\bAmerican Medical Association\b",
    "ANCC": r"\bANCC\b|\bACPE\b|\bNCPD\b",
    "human body": r"\bpeople with (?:diabetes|kidney|heart)\b",
}


def banned_words(text: str) -> list[str]:
    return _found(BANNED, text)


def human_only_words(text: str) -> list[str]:
    return _found(HUMAN_ONLY, text)


def _found(words: dict[str, str], text: str) -> list[str]:
    return [word for word, pattern in words.items() if re.search(pattern, text, re.IGNORECASE)]
