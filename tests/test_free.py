"""Free translations by people: no check warns of what is said otherwise; what is lost is found."""

from __future__ import annotations

import pytest

from pipeline.check import CHECKS, Pair, check_pair
from pipeline.check.naming.gazetteer import load_gazetteer
from pipeline.document import Target
from pipeline.wordlists import rows
from tests.conftest import ROOT

FREE = 0.69  # closeness of the text that the golden sentences make
LINES = (ROOT / "tests" / "golden" / "clean.tsv").read_text(encoding="utf-8").splitlines()
WIN = "Ол «қайтпаймын, өйткені мені ол жақта түрме күтіп тұр» дейді."
PORT = "«Жұмыс, жұмыс және тағы да жұмыс істеймін» деген сөзімен жыл атауын иеленді."
GOAL = "Мәскеудегі «Достық» орталығы жабылды."


@pytest.mark.parametrize(
    ("language", "source", "target"), [line.split("\t") for line in LINES if not line.startswith("#")]
)
def test_a_free_translation_has_no_warning(language: Target, source: str, target: str) -> None:
    found = check_pair(Pair(1, source, target, language, closeness=FREE))
    assert [f"{f.check}: {f.message}" for f in found if f.severity != "info"] == []


@pytest.mark.parametrize(
    ("check", "language", "source", "target"),
    [
        (
            "names",
            "en",
            "Дания полициясы Копенгагеннің ескі биржасындағы өрттің себебі әлі белгісіз екенін айтты.",
            "Danish police say they still do not know what caused the fire at 's historic stock exchange.",
        ),
        (
            "names",
            "ru",
            "Италия үкіметінің Албаниядағы лагерьге жібермек болған он екі адамын Рим соты кері қайтарды.",
            "Римский суд вернул 12 мигрантов, которых правительство отправило в лагерь в Албании.",
        ),
        (
            "names",
            "ru",
            "Джакартаның батып бара жатқан жағалауын қорғау үшін Индонезия алып теңіз қабырғасын салмақшы.",
            "Индонезия собирается возвести гигантскую морскую стену, чтобы защитить тонущее побережье.",
        ),
        ("names", "en", "Samsung компаниясы зауыт салды.", "Samsang built a plant."),
        (
            "voice",
            "ru",
            "Ол әуенді бұрын қайдан естігенін өзі де білмейтін еді.",
            "Она и сама знала, где слышала эту мелодию.",
        ),
        ("voice", "en", "Ол қызметінен кетпейтінін айтты.", "He said he would resign from his post."),
        (
            "voice",
            "ru",
            "Мексика үкіметі бұл мәлімдемеге түсініктеме беруден бас тартты.",
            "Правительство Мексики не отказалось комментировать это заявление.",
        ),
        ("quotes", "en", WIN, "He says I will not go back because prison awaits me there."),
        ("quotes", "en", PORT, "The pledge to work, work, work has been named the catchphrase of the year."),
        ("brackets", "en", "Партия бірінші орынға шықты.", "The party (Wagner fighters) came first."),
        ("loops", "en", "Олар жұмыс, жұмыс дейді.", "They say work, work, work, work."),
        ("loops", "ru", "Елімізде үш мектеп бар.", "В В В стране есть три школы."),
        ("loops", "ru", "Азық-түлік, жаңағы май дегендер.", "Продукты, это, это, это, масло."),
        ("loops", "ru", "Қадірін білмеудің түбі құрдым.", "Не ценить — — — путь в пропасть."),
        ("numbers", "ru", "Отыз вагон рельстен шықты.", "С рельсов сошли два десятка вагонов."),
        ("names", "ru", "Әлия Ахметова келді.", "Пришел Алия Ахметов."),
        ("script", "ru", GOAL, "Центр достық в Москве закрыли."),
        (
            "coverage",
            "ru",
            "Netflix студияны жетпіс екі миллиард долларға сатып алмақшы, бірақ Paramount одан көп ұсынып, "
            "акционерлерге тікелей хат жолдады.",
            "Netflix готов заплатить за студию 72 млрд долларов.",
        ),
    ],
)
def test_what_is_lost_is_found_all_the_same(check: str, language: Target, source: str, target: str) -> None:
    found = CHECKS[check](Pair(1, source, target, language, closeness=0.75))
    assert any(finding.severity != "info" for finding in found)


@pytest.mark.parametrize(
    ("target", "severities"),
    [
        ("На станции в области Жетісу сошли с рельсов вагоны.", []),
        ("На станции Түркістан сошли с рельсов вагоны.", ["error"]),
    ],
)
def test_a_listed_russian_name_may_have_kazakh_letters(target: str, severities: list[str]) -> None:
    pair = Pair(1, "Жетісу облысындағы станцияда вагондар рельстен шығып кетті.", target, "ru")
    assert [finding.severity for finding in CHECKS["script"](pair)] == severities


def test_a_title_left_in_kazakh_in_its_marks_is_no_error() -> None:
    source = "Роза Рымбаева «Сағындым Алматымды» әнін шырқады."
    found = CHECKS["script"](Pair(1, source, "Роза Рымбаева спела «Сағындым Алматымды».", "ru"))
    assert [finding.severity for finding in found] == ["warning"]


def test_each_capital_and_its_state_are_listed() -> None:
    listed = {entry.forms["kk"][0] for entry in load_gazetteer().entries if entry.forms["kk"]}
    assert [row for row in rows("names_capitals.tsv") if not set(row) <= listed] == []
