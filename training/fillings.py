"""What fills the slots of a frame: one meaning, rendered in Kazakh, Russian and English."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from training.kazakh import decline, decline_figure, last_word_read

Render = Callable[[str], str]
Row = list[str]
ROMAN = ("X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX")
CURRENCIES = (
    ("теңге", ("тенге", "тенге", "тенге"), "tenge"), ("теңге", ("тенге", "тенге", "тенге"), "tenge"),
    ("доллар", ("доллар", "доллара", "долларов"), "dollars"), ("еуро", ("евро", "евро", "евро"), "euros"),
    ("рубль", ("рубль", "рубля", "рублей"), "rubles"),
)
SCALES = (("мың", "тысяч", "thousand"), ("млн", "млн", "million"), ("млрд", "млрд", "billion"),
          ("трлн", "трлн", "trillion"), ("миллион", "", "million"), ("миллиард", "", "billion"))
_SCALE_FORMS = {"тысяч": ("тысяча", "тысячи", "тысяч"), "million": ("миллион", "миллиона", "миллионов"),
                "billion": ("миллиард", "миллиарда", "миллиардов")}


@dataclass(frozen=True, slots=True)
class Filling:
    """One filled slot; `kazakh` and `russian` take a case name and give the text."""

    kazakh: Render
    russian: Render
    english: str
    ordinal: str = ""
    female: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """The word lists of frames/, rows of cells."""

    names: list[Row]
    surnames: list[Row]
    places: list[Row]
    nouns: list[Row]
    months: list[Row]
    titles: list[Row]


def agreement(kind: str, female: bool) -> str:
    """Return the ending or word that agrees with a person's sex."""
    return {"a": ("", "а"), "sja": ("ся", "ась"), "ij": ("ий", "яя"), "yj": ("ого", "ую"),
            "his": ("his", "her")}[kind][female]


def agree(number: str, forms: tuple[str, str, str], case: str) -> str:
    """Return the Russian noun after a numeral; forms are 1, 2-4 (genitive singular), 5+ (genitive plural).

    In the genitive a numeral ending in one takes the singular and all others the plural.
    """
    if "," in number:
        return forms[1]
    value = int(number.replace(" ", ""))
    if 11 <= value % 100 <= 14:
        return forms[2]
    if value % 10 == 1:
        return forms[1] if case == "gen" else forms[0]
    return forms[1] if 2 <= value % 10 <= 4 and case != "gen" else forms[2]


def ordinal(number: int) -> str:
    """Return the English ordinal: a word up to tenth, a figure above."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    if number <= len(words):
        return words[number - 1]
    suffix = "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def whole(rng: random.Random, low: int, high: int) -> int:
    """Return a number of random length that does not end in 1, so that plural verbs agree with it."""
    value = int(low * (high / low) ** rng.random())
    return value + 1 if value % 10 == 1 else value


def grouped(value: int, separator: str, least: int = 1000) -> str:
    """Return a whole number with its thousands set apart from `least` on."""
    return f"{value:,}".replace(",", separator) if value >= least else str(value)


def _decimal(rng: random.Random, low: int, high: int) -> str:
    """Return a number with a decimal comma, or a whole one now and then."""
    value = whole(rng, low, high)
    return str(value) if rng.random() < 0.3 else f"{value},{rng.randint(1, 9)}"


def _read(figure: str) -> str:
    return last_word_read(int(figure.split(",")[-1].split(":")[-1].replace(" ", "")))


def money(rng: random.Random) -> Filling:
    """Return a sum such as `2,1 млрд теңге`."""
    kk, forms, en = rng.choice(CURRENCIES)
    scale_kk, scale_ru, scale_en = rng.choice(SCALES)
    figure = str(whole(rng, 2, 950)) if scale_kk == "мың" else _decimal(rng, 2, 900)
    if en == "dollars" and rng.random() < 0.4:
        english = f"${figure.replace(',', '.')} {scale_en}" if scale_kk != "мың" else f"${figure},000"
    elif scale_kk == "мың":
        english = f"{figure},000 {en}"
    else:
        english = f"{figure.replace(',', '.')} {scale_en} {en}"

    def russian(case: str) -> str:
        scales = _SCALE_FORMS.get(scale_ru or scale_en)
        return f"{figure} {agree(figure, scales, case) if scales else scale_ru} {forms[2]}"

    return Filling(partial(decline, f"{figure} {scale_kk} {kk}"), russian, english)


def dollars(rng: random.Random) -> Filling:
    """Return a price in dollars."""
    figure = _decimal(rng, 20, 130)
    forms = ("доллар", "доллара", "долларов")
    return Filling(partial(decline, f"{figure} доллар"),
                   lambda case: f"{figure} {agree(figure, forms, case)}", "$" + figure.replace(",", "."))


def percent(rng: random.Random) -> Filling:
    """Return a percentage, as a word or a sign alike in all languages."""
    figure = _decimal(rng, 2, 98)
    english = figure.replace(",", ".")
    if rng.random() < 0.35:
        return Filling(lambda case: decline_figure(f"{figure}%", "пайыз", {"ns": "poss"}.get(case, case)),
                       lambda case: f"{figure}%", f"{english}%")
    forms = ("процент", "процента", "процентов")
    return Filling(lambda case: decline(f"{figure} пайыз", {"ns": "poss"}.get(case, case)),
                   lambda case: f"{figure} {agree(figure, forms, case)}", f"{english} percent")


def counted(row: Row, high: int, rng: random.Random) -> Filling:
    """Return a number of things; `row` is class, kk, ru 1, ru 2-4, ru 5+, en singular, en plural."""
    value = whole(rng, 2, high)
    source = grouped(value, rng.choice(["", " "]))
    if value > 1000 and value % 1000 and rng.random() < 0.3:
        source = f"{value // 1000} мың {value % 1000}"
    russian = grouped(value, " ", 10_000)
    return Filling(partial(decline, f"{source} {row[1]}"),
                   lambda case: f"{russian} {agree(russian, (row[2], row[3], row[4]), case)}",
                   f"{grouped(value, ',')} {row[6]}")


def thousands(noun: tuple[str, str, str], rng: random.Random) -> Filling:
    """Return a round number of thousands, with a noun in kk, ru (genitive plural), en or without."""
    value = whole(rng, 2, 950)
    kk, ru, en = (f" {word}" if word else "" for word in noun)
    return Filling(partial(decline, f"{value} мың{kk}"),
                   lambda case: f"{value} {agree(str(value), _SCALE_FORMS['тысяч'], case)}{ru}",
                   f"{value},000{en}")


def figure(make: Callable[[random.Random], str], rng: random.Random) -> Filling:
    """Return a bare figure that takes case endings after a hyphen."""
    text = make(rng)
    return Filling(lambda case: text if case == "nom" else decline_figure(text, _read(text), case),
                   lambda case: text, text.replace(",", "."))


def time(word: bool, rng: random.Random) -> Filling:
    """Return a clock time, in Kazakh with or without the word for hour."""
    clock = f"{rng.randint(0, 23):02}:{rng.choice(['00', '15', '20', '30', '45', '10', '50'])}"
    return Filling(lambda case: ("сағат " if word else "") + decline_figure(clock, _read(clock), case),
                   lambda case: clock.removeprefix("0"), clock.removeprefix("0"))


def date(months: list[Row], with_year: bool, rng: random.Random) -> Filling:
    """Return a day, said of when something happens unless a case is asked for."""
    month, genitive, _, english = rng.choice(months)
    day, year = rng.randint(1, 28), rng.randint(1991, 2029)
    front = rng.choice([f"{year} жылғы ", f"{year} ж. "]) if with_year else ""
    by_day = rng.random() < 0.4 and not with_year

    def kazakh(case: str) -> str:
        if case == "nom":
            return f"{front}{day} {month} күні" if by_day else decline(f"{front}{day} {month}", "loc")
        return decline(f"{front}{day} {month}", case)

    return Filling(kazakh, lambda case: f"{day} {genitive}" + (f" {year} года" if with_year else ""),
                   f"{day} {english}" + (f" {year}" if with_year else ""))


def month_in(months: list[Row], rng: random.Random) -> Filling:
    """Return `in March`."""
    month, _, prepositional, english = rng.choice(months)
    return Filling(lambda case: decline(month, "loc"), lambda case: prepositional, english)


def person(lists: Lists, rng: random.Random) -> Filling:
    """Return a first name and surname, declined in Kazakh and Russian."""
    sex, kk, ru, en = rng.choice(lists.names)
    female = sex == "f"
    feminine = ("а", "а", "a") if female else ("", "", "")  # the third in Latin
    surname_kk, surname_ru, surname_en = (
        cell + end for cell, end in zip(rng.choice(lists.surnames), feminine, strict=True))

    def russian(case: str) -> str:
        if not female:
            first = {"nom": "", "gen": "а", "dat": "у", "acc": "а", "ins": "ом"}[case]
            last = {"nom": "", "gen": "а", "dat": "у", "acc": "а", "ins": "ым"}[case]
            return f"{ru}{first} {surname_ru}{last}"
        soft = "и" if ru[-2] in "гкхжшч" else "ы"
        endings = {"nom": "а", "gen": soft, "dat": "е", "acc": "у", "ins": "ой"}
        first_name = ru[:-1] + endings[case] if ru.endswith("а") else ru
        last = {"nom": "а", "acc": "у"}.get(case, "ой")
        return f"{first_name} {surname_ru[:-1]}{last}"

    return Filling(partial(decline, f"{kk} {surname_kk}"), russian, f"{en} {surname_en}", female=female)


def place(places: list[Row], rng: random.Random) -> Filling:
    """Return a city; `places` rows are kk, ru nominative, genitive, prepositional, en."""
    kk, nominative, genitive, prepositional, en = rng.choice(places)
    accusative = nominative[:-1] + "у" if nominative.endswith("а") else nominative
    forms = {"nom": nominative, "gen": genitive, "loc": prepositional, "acc": accusative}
    return Filling(partial(decline, kk), forms.__getitem__, en)


def age(rng: random.Random) -> Filling:
    """Return an age in years, with the Russian word for years in the form `years`."""
    value = rng.randint(18, 95)
    years = f"{value} {agree(str(value), ('год', 'года', 'лет'), 'nom')}"
    return Filling(lambda case: str(value), lambda case: years if case == "years" else str(value), str(value))


def rank(rng: random.Random) -> Filling:
    """Return a place in a ranking."""
    value = rng.randint(1, 99)
    return Filling(lambda case: str(value), lambda case: str(value), str(value), ordinal(value))


def century(rng: random.Random) -> Filling:
    """Return a century in Roman figures, in English an ordinal."""
    number = rng.randrange(len(ROMAN))
    return Filling(lambda case: ROMAN[number], lambda case: ROMAN[number], ROMAN[number], ordinal(number + 10)
                   if number else "10th")


def score(rng: random.Random) -> Filling:
    """Return the score of a match."""
    home, away = rng.randint(1, 9), rng.randint(0, 8)
    return Filling(lambda case: f"{home}:{away}", lambda case: f"{home}:{away}", f"{home}–{away}")


def title(titles: list[Row], rng: random.Random) -> Filling:
    """Return an office or occupation."""
    kk, ru, en = rng.choice(titles)
    return Filling(lambda case: kk, lambda case: ru, en)


def _span(rng: random.Random) -> str:
    start = rng.randint(1995, 2027)
    return f"{start}–{start + rng.randint(1, 9)}"


def fillers(lists: Lists) -> dict[str, Callable[[random.Random], Filling]]:
    """Return the kinds of slots by name."""
    nouns: dict[str, list[Row]] = {}
    for row in lists.nouns:
        nouns.setdefault(row[0], []).append(row)
    highs = {"people": 60_000, "things": 20_000, "buildings": 900, "vehicles": 9_000, "distance": 5_000,
             "duration": 45}
    kinds: dict[str, Callable[[random.Random], Filling]] = {
        kind: lambda rng, kind=kind: counted(rng.choice(nouns[kind]), highs[kind], rng)  # type: ignore[misc]
        for kind in nouns}
    degree = ["", "градус", "градус", "градуса", "градусов", "degree", "degrees"]
    metre = ["", "метр", "метр", "метра", "метров", "metre", "metres"]
    kinds.update({
        "money": money, "dollars": dollars, "percent": percent, "age": age, "rank": rank, "roman": century,
        "score": score, "thousands": partial(thousands, ("", "", "")),
        "hectares": partial(thousands, ("гектар", "гектаров", "hectares")),
        "tonnes": partial(thousands, ("тонна", "тонн", "tonnes")),
        "degrees": partial(counted, degree, 40), "frost": partial(counted, degree, 40),
        "metres": partial(counted, metre, 35),
        "year": partial(figure, lambda rng: str(rng.randint(1850, 2050))),
        "yearspan": partial(figure, _span),
        "number": partial(figure, lambda rng: str(whole(rng, 2, 900))),
        "rate": partial(figure, lambda rng: f"{rng.randint(400, 560)},{rng.randint(1, 99)}"),
        "decimal": partial(figure, lambda rng: f"{rng.randint(2, 8)},{rng.randint(1, 9)}"),
        "time": partial(time, True), "clock": partial(time, False),
        "date": partial(date, lists.months, False), "fulldate": partial(date, lists.months, True),
        "monthloc": partial(month_in, lists.months),
        "person": partial(person, lists), "place": partial(place, lists.places),
        "title": partial(title, lists.titles)})
    return kinds
