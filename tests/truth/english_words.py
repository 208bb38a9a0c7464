"""Words any English document may use, and the phrases made of them."""

from __future__ import annotations

import random

from tests.truth.grammar import Rules, listed

SURNAMES = listed(
    "Abbott Ainsley Alder Barlow Beckett Birch Blythe Bowen Brandt Calloway Carver Castell "
    "Chandler Colby Crane Dalton Denholm Draper Eastman Elwood Falkner Farrow Fenwick Fletcher "
    "Gadsby Garrick Gifford Goodall Hadley Halford Harker Haworth Hensley Holroyd Ingram Jarrett "
    "Kendrick Kessler Langford Larkin Leighton Lockhart Lowell Maddox Marlow Merrick Milner "
    "Moxon Nesbit Norwood Oakley Ormond Paget Pemberton Penrose Quayle Radcliffe Ramsey Redfern "
    "Rowntree Sackett Sayer Selwyn Shelton Stanway Tarrant Thorne Tilbury Underhill Vance Wadley "
    "Wakefield Walcott Whitby Winslow Yardley Yates"
)
FORENAMES = listed(
    "Agnes Albert Alice Amir Anita Arthur Bella Bruno Carla Cedric Clara Conrad Daniel Delia "
    "Dora Edgar Elena Elsa Felix Fiona Frank Gina Gordon Hanna Harold Ida Ivan Jonas Julia Karim "
    "Laura Leo Lydia Magnus Marta Miles Nadia Nora Oscar Paula Priya Quentin Rosa Rupert Sara "
    "Simon Tessa Tobias Uma Victor Vera Walter Yvonne Zoe"
)
TOWNS = listed(
    "Ashcombe Birchester Coldwater Dunmere Eastholm Fairlea Greystone Hartwell Inverdale Kingsmere"
    " Larchford Midwell Northbury Oldhaven Pinebridge Quarrington Ravenscar Stonebeck Thornhill"
    " Underwood Wexcombe Yarrowby"
)
STREETS = listed(
    "Acorn Lane,Bell Street,Canal Road,Dyer's Yard,Elm Avenue,Foundry Row,Garden Walk,Hill Rise,"
    "Ivy Close,Jubilee Square,Kiln Lane,Lime Grove,Market Place,Nelson Terrace,Orchard Way,"
    "Priory Road,Quay Street,Ropewalk,Station Approach,Tannery Court,Union Street,Vicarage Gate,"
    "Weaver Street,York Parade"
)
MONTHS = listed(
    "January February March April May June July August September October November December"
)
_FIRM_KINDS = listed("Partners,Brothers,and Sons,Holdings,Services,Trading,Associates,Group")
_FIRM_FORMS = listed("Ltd,LLP,plc,Limited")

_ADJECTIVES = listed(
    "agreed,annual,approved,available,broken,central,cheaper,combined,complete,contested,current,"
    "damaged,defective,delayed,detailed,disputed,draft,eastern,essential,existing,expensive,"
    "external,faulty,final,formal,former,heavy,improved,incomplete,independent,initial,interim,"
    "internal,joint,large,leased,local,lower,main,makeshift,missing,modern,monthly,narrow,"
    "neglected,new,noisy,northern,obsolete,old,ordinary,outdated,outstanding,overdue,partial,"
    "planned,poor,previous,proposed,provisional,rear,reliable,remaining,rented,repaired,"
    "replacement,revised,rusty,second,separate,shared,simple,small,solid,spare,special,standard,"
    "suitable,temporary,third,uneven,unfinished,unused,upper,urgent,used,usual,valuable,weekly,"
    "western,wooden,worn"
)
_VERBED = listed(
    "accepted,adapted,approved,arranged,assessed,booked,changed,checked,collected,compared,"
    "completed,confirmed,counted,criticised,cut back,defended,delivered,described,discussed,"
    "documented,doubted,examined,exchanged,extended,financed,found wanting,handed over,halved,"
    "ignored,improved,inspected,insured,introduced,kept,measured,moved,neglected,noted,offered,"
    "ordered,overlooked,paid for,photographed,planned,postponed,praised,prepared,presented,"
    "priced,promised,put off,questioned,ranked,recommended,recorded,refused,registered,rejected,"
    "renewed,repaired,replaced,reported,requested,reserved,restored,returned,reviewed,saved,"
    "scrapped,selected,settled,shown,shortened,signed off,sold,sorted,stored,studied,suggested,"
    "supported,tested,traced,valued,verified,weighed,withdrawn,written off"
)
_MANNER = listed(
    "at short notice,by a clear majority,by hand,carefully,despite the weather,for the first time,"
    "from scratch,in a single day,in great haste,in instalments,in person,in three stages,just in"
    " time,largely from memory,on trial,out of hours,over the telephone,partly at night,quietly,"
    "reluctantly,thoroughly,twice,under supervision,with borrowed tools,with good results,with"
    " mixed success,within the budget,without a hitch,without much discussion,step by step,on a"
    " voluntary basis,ahead of schedule,as a precaution,at our own expense,after a long pause"
)
_PLACES = listed(
    "at the {town} office,behind the {town} depot,in {street},in the basement,in the eastern "
    "wing,in the meeting room,in the yard,near {town},next to the lift,on the first floor,on the "
    "ground floor,on the premises in {town},opposite the station,outside {town},at the branch in "
    "{street},in the old building,at the hotel,in the archive,on site,at both locations"
)


def _of_thousands(amount: int) -> str:
    return f"{amount:,}"


def day(chosen: random.Random) -> str:
    """Return a day of the year."""
    return f"{chosen.randint(1, 28)} {chosen.choice(MONTHS)}"


def date(chosen: random.Random) -> str:
    """Return a day of the years 2015 to 2024."""
    return f"{day(chosen)} {chosen.randint(2015, 2024)}"


def money(chosen: random.Random) -> str:
    """Return a sum, some to the penny."""
    amount = chosen.choice((1, 10, 10, 100)) * chosen.randint(11, 990)
    pence = chosen.choice(("", "", f".{chosen.randint(1, 99):02d}"))
    return f"£{_of_thousands(amount)}{pence}"


def firm(chosen: random.Random) -> str:
    """Return a company's name."""
    one, other = chosen.sample(SURNAMES, 2)
    kinds = (chosen.choice(_FIRM_KINDS), f"and {other}")
    return f"{one} {chosen.choice(kinds)} {chosen.choice(_FIRM_FORMS)}"


def person(chosen: random.Random) -> str:
    """Return a first name and a surname."""
    return f"{chosen.choice(FORENAMES)} {chosen.choice(SURNAMES)}"


RULES: Rules = {
    "adj": _ADJECTIVES,
    "verbed": _VERBED,
    "manner": _MANNER,
    "place": _PLACES,
    "town": TOWNS,
    "street": STREETS,
    "month": MONTHS,
    "date": date,
    "money": money,
    "firm": firm,
    "name": person,
    "polite": lambda chosen: f"{chosen.choice(('Mr', 'Ms', 'Dr'))} {chosen.choice(SURNAMES)}",
    "ref": lambda chosen: f"{chosen.choice('ABCDEFGHKLMNPR')}{chosen.randint(1000, 99999)}",
    "percent": lambda chosen: f"{chosen.randint(2, 97)} per cent",
    "number": lambda chosen: str(chosen.randint(3, 480)),
    "few": listed("two three four five six seven eight nine eleven twelve fifteen"),
    "house": lambda chosen: f"{chosen.randint(1, 190)} {chosen.choice(STREETS)}",
    "span": listed("days weeks months quarters years"),
    "weekday": listed("Monday Tuesday Wednesday Thursday Friday"),
    "the": (
        "the {thing}", "the {adj} {thing}", "the {thing} {place}", "a {adj} {thing}",
        "the {person}'s {thing}", "both the {thing} and the {thing}", "our {thing}",
        "the {thing} from {firm}", "the {adj} {thing} of {polite}",
    ),
    "who": (
        "the {person}", "{polite}", "the {person}, {polite},", "{firm}", "the {adj} {person}",
        "the {person} from {town}", "{name}", "a colleague of the {person}",
    ),
    "when": (
        "on {date}", "in {month}", "on {weekday}", "since {month}", "by {date}", "before {month}",
        "[about|almost|some] {few} {span} [ago|later]", "during {task}", "after {task}",
        "at the end of {month}", "in the week of {date}",
    ),
    "why": (
        "because the {thing} [was|had been] {verbed}", "since {who} could not be reached",
        "as {task} [took|would take] {few} {span}", "although {who} had hoped for more time",
        "so that {task} can [begin|start|go on] {when}", "even if the {thing} costs {money}",
        "while {task} is [under way|still going on|on hold]", "provided that {who} [agrees|signs]",
        "which [surprised|pleased|annoyed] {who}", "for {task} had [failed|stalled] {place}",
        "until the {adj} {thing} has been {verbed}", "without waiting for {who}",
        "instead of {task}, as {who} had [suggested|feared]",
    ),
}  # fmt: skip
"""Rules but for "thing", "person" and "task", which come from a topic."""
