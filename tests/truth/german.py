"""German documents: words with their gender, and sentences by the kind of document."""

from __future__ import annotations

import random

from tests.truth.grammar import Rules, listed

SURNAMES = listed(
    "Ahrens Bauer Berger Brandl Dietrich Ebert Engel Falk Fuchs Geiger Graf Haas Hartwig Hoffmann"
    " Jäger Keller Köhler Krämer Lang Lindner Löffler Maurer Möller Nagel Otto Pohl Richter Sauer"
    " Schäfer Schröder Seidel Stein Thiele Ulrich Vogt Walter Winkler Zeller"
)
_FORENAMES = listed(
    "Anke Bernd Birgit Christa Dieter Elke Frieda Georg Heike Ingo Jens Karin Lukas Monika Norbert"
    " Petra Ralf Sabine Torsten Ute Volker Wiebke"
)
TOWNS = listed(
    "Ahlbeck Birkenau Dornfeld Eichstadt Falkenrode Grünbach Hohenau Kaltental Lindenberg"
    " Mühlhagen Neukirch Oberwald Rosenheim Steinfurt Tannwalde Weidenthal"
)
MONTHS = listed(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
)
_STREETS = listed(
    "Ahornweg,Bahnhofstraße,Dorfplatz,Feldgasse,Gartenweg,Hafenstraße,Kirchplatz,Lindenallee,"
    "Mühlgasse,Ringstraße,Schulweg,Uferpromenade"
)
_NOUNS = {
    "m": "Heizkessel Mietvertrag Dachboden Aufzug Wasserschaden Gutachter Kostenvoranschlag"
    " Zahlungsplan Notausgang Stellplatz Prüfbericht Lieferschein Jahresabschluss Dienstwagen"
    " Gesellschaftervertrag Versicherungsschein Entlassungsbrief Medikamentenplan Verbandswechsel"
    " Bauzaun Kabelschacht Übergabetermin Lagerbestand Steuerbescheid Sanierungsplan Serverraum",
    "f": "Kaution Nebenkostenabrechnung Fassade Tiefgarage Hausordnung Rechnung Mahnung Lieferung"
    " Buchhaltung Betriebsprüfung Wundheilung Blutdruckmessung Röntgenaufnahme Überweisung"
    " Haftpflichtversicherung Schadensmeldung Vollmacht Bürgschaft Satzung Tagesordnung Anzahlung"
    " Stromleitung Lüftungsanlage Baugenehmigung Dienstanweisung Urlaubsvertretung Inventur",
    "n": "Treppenhaus Kellerabteil Protokoll Gutachten Grundstück Bankkonto Inventar Angebot"
    " Belastungs-EKG Kniegelenk Rezept Aufklärungsgespräch Schreiben Grundbuch Aktenzeichen Lager"
    " Fahrtenbuch Kündigungsschreiben Messprotokoll Schließfach Ersatzteil Gerüst Ventil Zeugnis",
}
_PEOPLE = {
    "m": "Hausverwalter Steuerberater Oberarzt Bauleiter Vorstand Notar Hausmeister"
    " Prokurist Mieter Lieferant Kassenwart Geschäftsführer Klempner",
    "f": "Vermieterin Pflegeleitung Buchhalterin Ärztin Abteilungsleiterin Versicherung Behörde"
    " Mandantin Gemeinde Schriftführerin Werkstatt Eigentümerin Prüferin",
}
_ARTICLES = {
    "nom": {"m": "der", "f": "die", "n": "das"},
    "acc": {"m": "den", "f": "die", "n": "das"},
    "dat": {"m": "dem", "f": "der", "n": "dem"},
}
_STEMS = listed(
    "alt neu defekt geprüft strittig vorläufig gemeinsam fehlend vereinbart schriftlich laufend"
    " zweit beschädigt geplant genehmigt unvollständig gemietet veraltet gebraucht gesondert"
    " ausführlich nachgereicht verlegt ersetzt überfällig"
)
_PARTICIPLES = listed(
    "abgelehnt angepasst ausgetauscht beanstandet begutachtet beschlossen besprochen bestellt "
    "bezahlt dokumentiert eingereicht ergänzt erläutert ersetzt fotografiert gefunden gekürzt "
    "geliefert gelobt gemessen geprüft gereinigt gestrichen kontrolliert nachgebessert repariert "
    "übergeben übersehen verkauft verlängert verlegt vermietet verschoben versichert vertagt "
    "vorgelegt vorgestellt zurückgegeben zurückgestellt"
)


def _things(case: str) -> list[str]:
    """Return all things with their article in ``case``, and a slot for an adjective or none."""
    written = []
    for gender, nouns in _NOUNS.items():
        article = _ARTICLES[case][gender]
        ending = "en" if case == "dat" or article == "den" else "e"
        written += [f"{article} [|{{adj_{ending}}}] {noun}" for noun in nouns.split()]
    return written


def _people(case: str) -> list[str]:
    return [
        f"{_ARTICLES[case][gender]} {noun}"
        for gender, nouns in _PEOPLE.items()
        for noun in nouns.split()
    ]


def date(chosen: random.Random) -> str:
    """Return a day of the years 2015 to 2024."""
    return f"{chosen.randint(1, 28):02d}.{chosen.randint(1, 12):02d}.{chosen.randint(2015, 2024)}"


def money(chosen: random.Random) -> str:
    """Return a sum in euros."""
    amount = chosen.choice((1, 10, 100)) * chosen.randint(11, 990)
    return f"{amount:,}".replace(",", ".") + f",{chosen.randint(0, 99):02d} Euro"


def firm(chosen: random.Random) -> str:
    """Return a company's name."""
    trade = chosen.choice(("Bau", "Haustechnik", "Verwaltung", "Handel", "Logistik", "Energie"))
    return f"{chosen.choice(SURNAMES)} {trade} {chosen.choice(('GmbH', 'KG', 'AG'))}"


RULES: Rules = {
    "nom": _things("nom"),
    "acc": _things("acc"),
    "dat": _things("dat"),
    "wer": [*_people("nom"), *["{frau}"] * 8],
    "wem": [*_people("dat"), *["{frau}"] * 8],
    "adj_e": [stem + "e" for stem in _STEMS],
    "adj_en": [stem + "en" for stem in _STEMS],
    "ge": _PARTICIPLES,
    "frau": lambda chosen: f"{chosen.choice(('Frau', 'Herr'))} {chosen.choice(SURNAMES)}",
    "name": lambda chosen: f"{chosen.choice(_FORENAMES)} {chosen.choice(SURNAMES)}",
    "ort": TOWNS,
    "monat": MONTHS,
    "datum": date,
    "geld": money,
    "firma": firm,
    "zahl": lambda chosen: str(chosen.randint(3, 480)),
    "einige": listed("zwei drei vier fünf sechs sieben acht neun zehn zwölf"),
    "prozent": lambda chosen: f"{chosen.randint(2, 97)} Prozent",
    "az": lambda chosen: f"{chosen.choice('ABDEGHK')}-{chosen.randint(100, 9999)}",
    "haus": lambda chosen: f"{chosen.choice(_STREETS)} {chosen.randint(1, 140)}",
    "wann": (
        "am {datum}", "im {monat}", "seit {monat}", "vor {einige} [Tagen|Wochen|Monaten]",
        "bis zum {datum}", "noch im {monat}", "in {einige} [Wochen|Monaten]",
    ),
    "wo": (
        "in {ort}", "im Keller", "im zweiten Stock", "vor Ort", "am Standort {ort}", "im Büro",
        "auf dem Gelände in {ort}", "in der {haus}", "im Archiv", "bei {firma}",
    ),
    "warum": (
        "weil {nom} nicht {ge} wurde", "obwohl {wer} {acc} kannte", "damit {nom} {wann} vorliegt",
        "da {wer} verreist war", "sobald {nom} {ge} ist", "sofern {wer} zustimmt",
        "was {wer} [bedauerte|begrüßte|bezweifelte]", "während {nom} noch fehlt",
        "ohne dass {wer} davon wusste", "nachdem {wer} {acc} [gesehen|verlangt|abgelehnt] hatte",
    ),
}  # fmt: skip

ANY = (
    "{nom} wurde {wann} {wo} {ge}, {warum}.",
    "{wer} hat {acc} {wann} {ge}, {warum}.",
    "für {acc} sind {geld} [vorgesehen|angefallen|zu zahlen], {warum}.",
    "{wo} [fehlen|liegen] {nom} und {nom} [bereits|noch] {wann}.",
    "mit {dat} hat das nichts zu tun, {warum}.",
    "von {zahl} Fällen betrafen {einige} {acc}, die übrigen {acc}.",
    "{wer} und {wer} [stritten|sprachen|einigten sich] {wann} über {acc}.",
    "[zwischen|neben] {dat} und {dat} [besteht|gibt es] {wo} [ein|kein] Zusammenhang.",
    "die Kosten [stiegen|sanken] um {prozent} auf {geld}, {warum}.",
    "{firma} [bietet|liefert|berechnet] {acc} {wann} für {geld}.",
    "nach {dat} [wird|soll] auch {nom} {ge} werden, {warum}.",
    "[leider|zum Glück|inzwischen] ist {nom} {wo} {ge} worden.",
    "{wer} [wartet|besteht|verzichtet] seit {einige} Wochen auf {acc}.",
    "ob {nom} {ge} wird, [entscheidet|weiß] {wer} {wann}.",
    "unter {az} [ist|war] {nom} {wo} zu finden.",
    "von {wem} [kam|stammt] der Hinweis auf {acc}, {warum}.",
)
GENRES: dict[str, tuple[str, ...]] = {
    "Brief": (
        "vielen Dank für [Ihr Schreiben|Ihre Nachricht|Ihren Anruf] vom {datum} zu {dat}.",
        "[bitte|wir bitten Sie,] [senden Sie uns|reichen Sie] {acc} {wann} [zu|ein], {warum}.",
        "[anbei|in der Anlage] [finden|erhalten] Sie {acc} [in Kopie|im Original].",
        "gern [erklärt|zeigt] Ihnen {wer} {acc} {wo}.",
        "unsere Rechnung {az} über {geld} [umfasst|enthält] {acc} und {acc}.",
        "Ihre Einwände gegen {acc} hat {wer} {wann} {ge}.",
    ),
    "Vertrag": (
        "{firma} [stellt|hält] {acc} {wo} für die Dauer des Vertrages bereit.",
        "das Entgelt für {acc} beträgt {geld} und ist {wann} fällig.",
        "[beide Parteien|die Vertragspartner] benennen {name} als Gutachter für {acc}.",
        "die Haftung für {acc} ist auf {geld} [begrenzt|beschränkt].",
        "geht {nom} verloren, trägt {firma} {prozent} der Kosten.",
        "[Mitteilungen|Erklärungen] zu {dat} gehen an {haus}, {ort}.",
        "die Kündigung lässt {acc} unberührt, {warum}.",
    ),
    "Protokoll": (
        "{frau} [eröffnet|erläutert] den Punkt zu {dat}.",
        "[beschlossen wird|der Vorstand beschließt], dass {nom} {wann} {ge} wird.",
        "{einige} Mitglieder stimmen gegen {acc}, {warum}.",
        "{frau} fragt nach {dat}; {frau} [sagt zu|verneint|prüft das].",
        "der Kassenwart nennt [Einnahmen|Ausgaben] von {geld} für {acc}.",
        "das Angebot der {firma} über {geld} wird {ge}.",
    ),
}
TITLES = {
    "Brief": ("Unser Zeichen {az}", "Ihre Anfrage vom {datum}"),
    "Vertrag": ("Vertrag Nummer {az}", "Vereinbarung vom {datum}"),
    "Protokoll": ("Protokoll vom {datum}", "Niederschrift {az}"),
}
OPENINGS = {
    "Brief": ("Sehr geehrte Damen und Herren,", "Guten Tag {frau},"),
    "Vertrag": ("zwischen {firma}, {haus}, {ort}, und {firma}, {haus}, {ort}.",),
    "Protokoll": ("Anwesend: {name}, {name}, {name}. Ort: {haus}, {ort}.",),
}
CLOSINGS = {
    "Brief": ("Mit freundlichen Grüßen {name}, {firma}",),
    "Vertrag": ("{ort}, den {datum}: {name}, {name}",),
    "Protokoll": ("Für das Protokoll: {name}, {datum}",),
}
