"""Forms filled in again and again: alike in wording, different in what they are about."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from tests.truth import english_words as words
from tests.truth import expectations, form_texts
from tests.truth.files import Cabinet
from tests.truth.grammar import listed
from tests.truth.planted import Scale
from tests.truth.prose import Author, Text

MOSTLY_FORM = 0.75
"""Where at least this share of the words of both is the form's, it must be recognised as one."""

_SLOT = re.compile(r"\{(\w+)\}")


def plant_forms(cabinet: Cabinet, author: Author, scale: Scale) -> None:
    """Plant every form with all its uses."""
    fillings: list[tuple[str, str, Callable[[Author], Mapping[str, str]], int, str]] = [
        ("invoice", form_texts.INVOICE, _invoice, 60, "pdf"),
        ("application form", form_texts.FORM, _application, 40, "docx"),
        ("lease", form_texts.LEASE, _lease, 12, "docx"),
        ("documentation page", form_texts.API_PAGE, _api_page, 20, "html"),
    ]
    for kind, form, fill, count, suffix in fillings:
        used = [(form, fill(author)) for _ in range(scale(count))]
        _plant(cabinet, kind, used, suffix)
    for report in form_texts.REPORTS:
        months = words.MONTHS[6 : 6 + scale(6)]
        used = [(report, _figures(author.random, month)) for month in months]
        _plant(cabinet, "monthly report", used, "pdf")


def _plant(
    cabinet: Cabinet, kind: str, used: Sequence[tuple[str, Mapping[str, str]]], suffix: str
) -> None:
    """Put every use of one form into the folder, most as ``suffix``, one in five as any."""
    placed: list[tuple[str, float]] = []
    for number, (form, values) in enumerate(used):
        path = cabinet.put(_filled(form, values), None if number % 5 == 4 else suffix)
        placed.append((path, _share_of_form(form, values)))
    for number, (path, share) in enumerate(placed):
        for other, other_share in placed[number + 1 :]:
            mostly = min(share, other_share) >= MOSTLY_FORM
            expected = expectations.FILLED_IN if mostly else expectations.FILLED_IN_AT_LENGTH
            cabinet.truth.relate(path, other, expected, kind if mostly else f"{kind}, long")


def _filled(form: str, values: Mapping[str, str]) -> Text:
    paragraphs = [" ".join(part.split()) for part in form.split("\n\n")]
    title, *rest = (_SLOT.sub(lambda m: values[m[1]], part) for part in paragraphs)
    return Text(title, tuple(rest))


def _share_of_form(form: str, values: Mapping[str, str]) -> float:
    """Return the share of the words of a filled form that are the form's own."""
    filled = sum(len(values[slot].split()) for slot in _SLOT.findall(form))
    own = len(_SLOT.sub(" ", form).split())
    return own / (own + filled)


def _invoice(author: Author) -> Mapping[str, str]:
    chosen, grammar = author.random, author.grammar()
    net, items = 0, []
    for position in range(1, chosen.choice((1, 2, 2, 3, 4, 8)) + 1):
        count, price = chosen.randint(1, 40), chosen.randint(150, 48000)
        net += count * price
        item = grammar.phrase("{adj} {thing}, article {ref}")
        items.append(
            f"{position}. {count} {item}, {_pounds(price)} each, {_pounds(count * price)}."
        )
    return {
        "invoice": f"{chosen.randint(2019, 2024)}-{chosen.randint(10000, 99999)}",
        "customer": words.firm(chosen),
        "house": grammar.phrase("{house}"),
        "town": grammar.phrase("{town}"),
        "date": words.date(chosen),
        "account": str(chosen.randint(100000, 999999)),
        "order": grammar.phrase("{ref}"),
        "items": " ".join(items),
        "net": _pounds(net),
        "tax": _pounds(net // 5),
        "total": _pounds(net + net // 5),
    }


def _pounds(pence: int) -> str:
    return f"£{pence // 100:,}.{pence % 100:02d}"


def _application(author: Author) -> Mapping[str, str]:
    chosen = author.random
    letters = "".join(chosen.choices("ABCDEFGHKLMNPRSTVWXY", k=5))
    colour = chosen.choice(listed("black blue green grey red silver white yellow"))
    make = chosen.choice(listed("Alva,Brisk,Corsa Nova,Dorado,Elan,Fjord,Gala,Horizon"))
    return {
        "surname": chosen.choice(words.SURNAMES),
        "forename": chosen.choice(words.FORENAMES),
        "born": f"{words.day(chosen)} {chosen.randint(1940, 2004)}",
        "house": f"{chosen.randint(1, 190)} {chosen.choice(words.STREETS)}",
        "town": "Greystone",
        "phone": f"0{chosen.randint(10**9, 10**10 - 1)}",
        "plate": f"{letters[:2]}{chosen.randint(10, 73)} {letters[2:]}",
        "car": f"{make}, {colour}",
        "zone": chosen.choice("ABCDEFGH"),
        "start": words.date(chosen),
        "signed": words.date(chosen),
        "clerk": words.person(chosen),
        "permit": str(chosen.randint(10000, 99999)),
    }


def _lease(author: Author) -> Mapping[str, str]:
    chosen, grammar = author.random, author.grammar()
    rent = chosen.randint(60, 240) * 10
    landlord, tenant = chosen.sample(words.SURNAMES, 2)
    return {
        "landlord": f"{chosen.choice(words.FORENAMES)} {landlord}",
        "tenant": f"{chosen.choice(words.FORENAMES)} {tenant}",
        "landlord_house": grammar.phrase("{house}"),
        "tenant_house": grammar.phrase("{house}"),
        "tenant_town": grammar.phrase("{town}"),
        "house": grammar.phrase("{house}"),
        "town": grammar.phrase("{town}"),
        "flat": str(chosen.randint(1, 60)),
        "start": words.date(chosen),
        "signed": words.date(chosen),
        "rent": f"£{rent:,}",
        "advance": f"£{chosen.randint(40, 160)}",
        "deposit": f"£{3 * rent:,}",
    }


def _figures(chosen: random.Random, month: str) -> Mapping[str, str]:
    return {"month": month, **{f"n{n}": str(chosen.randint(2, 4800)) for n in range(1, 17)}}


def _api_page(author: Author) -> Mapping[str, str]:
    chosen, grammar = author.random, author.grammar()

    def identifier() -> str:
        thing = re.findall(r"[a-z]+", grammar.phrase("{adj} {thing}"))
        return "".join(word.capitalize() for word in thing)

    methods = []
    for _ in range(chosen.randint(2, 6)):
        name = "_".join(re.findall(r"[a-z]+", grammar.phrase("{task}"))[:3])
        about = grammar.text("[returns|gives|sets|removes] {the} {when}, {why}.")
        methods.append(f"Method {name}(). {about} Returns None if there is none.")
    return {
        "name": identifier(),
        "base": identifier(),
        "module": identifier().lower(),
        "args": ", ".join(identifier().lower() for _ in range(chosen.randint(1, 4))),
        "summary": grammar.text("[holds|describes|stands for] {the}, {why}."),
        "methods": " ".join(methods),
    }
