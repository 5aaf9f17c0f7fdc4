"""Check digits and number ranges that tell a real number from one that only looks like it."""

from __future__ import annotations

from documents.identifiers.page import word_set

# ISO 3166-1 numeric country codes: ISO 11784 puts one of them, or a maker's code from 900 to 998,
# in front of an animal microchip's number.
_COUNTRIES = word_set(
    "004 008 010 012 016 020 024 028 031 032 036 040 044 048 050 051 052 056 060 064 068 070 072 074 076 084 086 090 "
    "092 096 100 104 108 112 116 120 124 132 136 140 144 148 152 156 158 162 166 170 174 175 178 180 184 188 191 192 "
    "196 203 204 208 212 214 218 222 226 231 232 233 234 238 239 242 246 248 250 254 258 260 262 266 268 270 275 276 "
    "288 292 296 300 304 308 312 316 320 324 328 332 334 336 340 344 348 352 356 360 364 368 372 376 380 384 388 392 "
    "398 400 404 408 410 414 417 418 422 426 428 430 434 438 440 442 446 450 454 458 462 466 470 474 478 480 484 492 "
    "496 498 499 500 504 508 512 516 520 524 528 531 533 534 535 540 548 554 558 562 566 570 574 578 580 581 583 584 "
    "585 586 591 598 600 604 608 612 616 620 624 626 630 634 638 642 643 646 652 654 659 660 662 663 666 670 674 678 "
    "682 686 688 690 694 702 703 704 705 706 710 716 724 728 729 732 740 744 748 752 756 760 762 764 768 772 776 780 "
    "784 788 792 795 796 798 800 804 807 818 826 831 832 833 834 840 850 854 858 860 862 876 882 887 894"
)
_VIN_VALUES = dict(
    zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ",
        [*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)],
        strict=True,
    )
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def digits_of(words: str) -> str:
    """Only the ASCII digits of `words`."""
    return "".join(letter for letter in words if "0" <= letter <= "9")


def is_luhn(digits: str) -> bool:
    """The mod-10 check of payment cards (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_card(digits: str) -> bool:
    """A payment card number: a known issuer's prefix with its length, and the mod-10 check."""
    first_two, first_four = int(digits[:2] or 0), int(digits[:4] or 0)
    lengths: tuple[int, ...] = ()
    if digits[:1] == "4":
        lengths = (13, 16, 19)
    elif 51 <= first_two <= 55 or 2221 <= first_four <= 2720:
        lengths = (16,)
    elif first_two in {34, 37}:
        lengths = (15,)
    elif first_two in {30, 36, 38, 39}:
        lengths = (14,)
    elif first_four == 6011 or first_two in {35, 62, 65} or 6440 <= first_four <= 6499:
        lengths = (16,)
    return len(digits) in lengths and len(set(digits)) > 1 and is_luhn(digits)


def is_npi(digits: str) -> bool:
    """A US National Provider Identifier: ten digits, mod-10 check with the prefix 80840."""
    return len(digits) == 10 and digits[0] in "12" and is_luhn("80840" + digits)


def is_dea(number: str) -> bool:
    """A US DEA registration number: two letters (or letter and 9), seven digits, the last a check digit."""
    if (
        len(number) != 9
        or number[0] not in "ABCDEFGHJKLMPRSTUX"
        or not (number[1].isalpha() or number[1] == "9")
    ):
        return False
    d = [int(digit) for digit in number[2:]]
    return (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10 == d[6]


def is_vin(number: str) -> bool:
    """A vehicle identification number with its check digit (49 CFR 565): 17 characters, no I, O or Q."""
    if (
        len(number) != 17
        or sum(letter.isalpha() for letter in number) < 2
        or sum(letter.isdigit() for letter in number) < 4
    ):
        return False
    if any(letter not in _VIN_VALUES for letter in number):
        return False
    total = sum(_VIN_VALUES[letter] * weight for letter, weight in zip(number, _VIN_WEIGHTS, strict=True))
    return number[8] == "0123456789X"[total % 11]


def is_ssn(digits: str) -> bool:
    """Nine digits in the ranges the US Social Security Administration issues (no 000, 666, 9xx; no 00; no 0000)."""
    return (
        len(digits) == 9 and digits[:3] not in {"000", "666"} and digits[0] != "9"
        and digits[3:5] != "00" and digits[5:] != "0000"
    )  # fmt: skip


def is_itin(digits: str) -> bool:
    """A US individual taxpayer number: like a Social Security number, from 900 up, with fixed middle digits."""
    middle = int(digits[3:5] or 0)
    return (
        len(digits) == 9
        and digits[0] == "9"
        and (50 <= middle <= 65 or 70 <= middle <= 88 or 90 <= middle != 93)
    )


def is_nhs(digits: str) -> bool:
    """An English NHS number: ten digits, mod-11 check."""
    if len(digits) != 10:
        return False
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    )
    return check != 10 and int(digits[9]) == check % 11


def is_iban(number: str) -> bool:
    """An international bank account number: mod-97 check (ISO 13616)."""
    if not 15 <= len(number) <= 34 or not number.isalnum() or not number.isascii():
        return False
    moved = number[4:] + number[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1


def is_microchip(digits: str) -> bool:
    """Fifteen digits that start with a country or maker code (ISO 11784)."""
    return (
        len(digits) == 15
        and len(set(digits)) > 2
        and (digits[:3] in _COUNTRIES or 900 <= int(digits[:3]) <= 998)
    )
