"""A writer's own contacts as files for other programs: CSV and vCard. For the writer alone, never for sharing."""

from __future__ import annotations

from networking import importing, tables


def as_csv(contacts) -> bytes:
    """The columns of our own import, so that what goes out comes back in."""
    return tables.write(importing.OUR_HEADER, (_row(contact) for contact in contacts))


def empty_csv() -> bytes:
    """The file to fill in: headings and one example row."""
    example = {
        "name": "Theo Example",
        "role": "Scientific director",
        "organization": "Example Medical Education",
        "kind": "Medical education company",
        "email": "theo@example.com",
        "priority": "A",
        "source": "An event",
        "met": "Spring meeting",
        "tags": "cardiology, warm",
    }
    shown = [t for t in importing.TARGETS if t.heading in importing.OUR_HEADER]
    return tables.write(importing.OUR_HEADER, [[example.get(target.slug, "") for target in shown]])


def _row(contact) -> list[object]:
    organization = contact.organization
    return [
        contact.name,
        contact.role,
        organization.name if organization else "",
        importing.kind_for_export(contact.kind_now),
        contact.email,
        contact.phone,
        contact.links[0] if contact.links else "",
        organization.website if organization else "",
        organization.country if organization else "",
        contact.source_name,
        contact.met,
        contact.met_on or "",
        contact.priority_letter,
        contact.stage_name,
        contact.next_action,
        contact.next_action_on or "",
        "yes" if contact.do_not_contact else "no",
        ", ".join(contact.tag_list),
        contact.notes,
    ]


def as_vcards(contacts) -> str:
    """vCard 3.0 (RFC 2426), which every address book reads. Notes are not in it: cards get passed on."""
    return "".join(_vcard(contact) for contact in contacts)


def _vcard(contact) -> str:
    family, given = _split(contact.name)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_text(family)};{_text(given)};;;",
        f"FN:{_text(str(contact))}",
        f"ORG:{_text(contact.organization.name)}" if contact.organization else "",
        f"TITLE:{_text(contact.role)}" if contact.role else "",
        f"EMAIL;TYPE=INTERNET:{_text(contact.email)}" if contact.email else "",
        f"TEL;TYPE=WORK:{_text(contact.phone)}" if contact.phone else "",
        *(f"URL:{_text(link)}" for link in contact.links),
        f"CATEGORIES:{','.join(_text(tag) for tag in contact.tag_list)}" if contact.tag_list else "",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines if line)


def _split(name: str) -> tuple[str, str]:
    """(family, given): the last word is taken for the family's name."""
    *given, family = name.split() or [""]
    return family, " ".join(given)


def _text(value: str) -> str:
    for sign, written in (
        ("\\", "\\\\"),
        (";", "\\;"),
        (",", "\\,"),
        ("\r\n", "\\n"),
        ("\n", "\\n"),
        ("\r", ""),
    ):
        value = value.replace(sign, written)
    return value


def _folded(line: str) -> str:
    """At most 75 bytes a line, broken between characters; the rest goes on after a blank."""
    parts, part, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > (75 if not parts else 74):
            parts.append(part)
            part, size = "", 0
        part += character
        size += width
    return "\r\n ".join([*parts, part])
