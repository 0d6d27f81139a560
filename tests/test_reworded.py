"""Names that a model is shown in the place of those that it takes for words."""

import pytest

from pipeline.check.naming.reworded import reworded
from pipeline.run.repair import prepared
from pipeline.translate.normalize import finish


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Министр Саясат Нұрбек Ақтөбеге барды.", "Министр Самат Нұрбек Ақтөбеге барды."),
        ("Ғалым Шойкин конкурста жеңді.", "Самат Шойкин конкурста жеңді."),
        ("Үміт Сейітова чемпион болды.", "Жанар Сейітова чемпион болды."),
        ("Мохаммед бен Салман Астанаға келді.", "Мохаммед бин Салман Астанаға келді."),
        ("Катар әмірі Тамим бен Хамад келді.", "Катар әмірі Тамим бин Хамад келді."),
        ("Аслан бен Болат келді.", "Аслан және Болат келді."),
    ],
)
def test_a_model_is_shown_what_it_reads_right(text: str, shown: str) -> None:
    assert reworded(text)[0] == shown


@pytest.mark.parametrize(
    "text",
    [
        "Жаңа Саясат туралы айтты.",
        "Үміт үзілген жоқ.",
        "Қазақстан бен Ресей келісті.",
        "Али бен Омар келді.",  # two Kazakhs, or one Arab
        "ҚР ҰҚК: іс қозғалды.",
    ],
)
def test_words_and_what_is_in_doubt_stay(text: str) -> None:
    assert reworded(text) == (text, ())


def test_the_name_comes_back_in_its_case() -> None:
    seen = prepared("Журналистер Саясат Нұрбекпен сөйлесті.")
    assert finish(seen, "Журналисты поговорили с Саматом Нурбеком.", "ru") == (
        "Журналисты поговорили с Саясатом Нурбеком."
    )
    assert (
        finish(seen, "Journalists spoke with Samat Nurbek.", "en") == "Journalists spoke with Sayasat Nurbek."
    )
