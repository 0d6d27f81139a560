"""The quotation marks of an answer stand as those of its source do, in the style of the target."""

from __future__ import annotations

import pytest

from pipeline.check.pair import Pair
from pipeline.check.quotes import check_quotes, repair_quotes
from pipeline.document import Target
from pipeline.translate.normalize import finish, prepare, tidy

ASKED = "Сіз неге келмедіңіз?"


@pytest.mark.parametrize("dash", "–—-")
@pytest.mark.parametrize(
    ("answer", "target", "expected"),
    [
        ("«Почему вы не приехали?» – спросил спикер.", "ru", "— Почему вы не приехали? — спросил спикер."),
        ('" Почему вы не приехали?" – спросил спикер.', "ru", "— Почему вы не приехали? — спросил спикер."),
        ("Почему вы не приехали? – спросил спикер.", "ru", "— Почему вы не приехали? — спросил спикер."),
        ("“Why didn't you come?” the speaker asked.", "en", "“Why didn’t you come?” the speaker asked."),
        ("Why didn't you come? the speaker asked.", "en", "“Why didn’t you come?” the speaker asked."),
    ],
)
def test_speech_behind_a_dash_is_marked_once(dash: str, answer: str, target: Target, expected: str) -> None:
    assert finish(prepare(f"{dash} {ASKED} {dash} деп сұрады спикер."), answer, target) == expected


@pytest.mark.parametrize(
    ("source", "answer", "target", "expected"),
    [
        ("– «Нұрлы жол» бағдарламасы;", "«Нурлы жол»;", "ru", "— «Нурлы жол»;"),
        ("– «Нұрлы жол» бағдарламасы;", "“Nurly Zhol” programme;", "en", "– “Nurly Zhol” programme;"),
        ("– Нұрлы жол бағдарламасы;", "«Нурлы жол» программа;", "ru", "— «Нурлы жол» программа;"),
        (
            "– бюджетті бекіту;",
            "approval of the budget, he said;",
            "en",
            "– approval of the budget, he said;",
        ),
        (
            "– Біз «Томирис» фильмін көрдік, – деді ол.",
            "«Мы видели фильм «Томирис»», – сказал он.",
            "ru",
            "— Мы видели фильм «Томирис», — сказал он.",
        ),
        (
            "– Біз «Томирис» фильмін көрдік, – деді ол.",
            "We saw the film “Tomiris”, he said.",
            "en",
            "“We saw the film ‘Tomiris’,” he said.",
        ),
    ],
)
def test_an_entry_of_a_list_and_a_title_in_speech_keep_their_marks(
    source: str, answer: str, target: Target, expected: str
) -> None:
    assert finish(prepare(source), answer, target) == expected


@pytest.mark.parametrize(
    ("source", "answer", "target", "expected"),
    [
        (
            "Ешкім келген жоқ», – деді ол.",
            "«Никто не пришёл», – сказал он.",
            "ru",
            "Никто не пришёл», — сказал он.",
        ),
        ("Ешкім келген жоқ», – деді ол.", "“No one came,” he said.", "en", "No one came,” he said."),
        (
            "Ертең қараймыз», – деді ол.",
            "Посмотрим завтра, – сказал он.",
            "ru",
            "Посмотрим завтра», — сказал он.",
        ),
        (
            "Ертең қараймыз», – деді ол.",
            "We will look tomorrow, he said.",
            "en",
            "We will look tomorrow,” he said.",
        ),
        (
            "Ертең қараймыз», – деді ол.",
            "We will see tomorrow.' he said.",
            "en",
            "We will see tomorrow.” he said.",
        ),
        ("Спикер: «Сайлау өтті.", "Спикер: «Выборы прошли».", "ru", "Спикер: «Выборы прошли."),
        ("«Сайлау өтті.", "“The election was held.”", "en", "“The election was held."),
        ("«Жол» жабық, – деді ол.", "«Дорога» закрыта, – сказал он.", "ru", "«Дорога» закрыта, — сказал он."),
        ("«НК «Темір» ашылды.", "«НК «Темир» открыт»", "ru", "«НК „Темир“ открыт»"),
    ],
)
def test_a_quotation_over_several_sentences_opens_and_closes_once(
    source: str, answer: str, target: Target, expected: str
) -> None:
    assert finish(prepare(source), answer, target) == expected


@pytest.mark.parametrize(
    ("source", "answer", "target", "expected"),
    [
        (
            "Ол «келемін» деді», – деді ол.",
            "Он сказал: «Приду», – сказал он.",
            "ru",
            "Он сказал: „Приду“», — сказал он.",
        ),
        (
            "Ол «келемін» деді», – деді ол.",
            "He said, “I will come,” he said.",
            "en",
            "He said, ‘I will come,’” he said.",
        ),
        (
            "«Ол маған «келемін» деді», – деді спикер.",
            "«Он сказал мне: «Приду», – сказал спикер.",
            "ru",
            "«Он сказал мне: „Приду“», — сказал спикер.",
        ),
        (
            "«Ол маған «келемін» деді», – деді спикер.",
            "“He told me, 'I will come',” the speaker said.",
            "en",
            "“He told me, ‘I will come’,” the speaker said.",
        ),
        (
            "«Мен оған: «Келме», – дедім».",
            "“I told her, “Don't come.'”",
            "en",
            "“I told her, ‘Don’t come.’”",
        ),
        ("Мен «иә» дедім», – деді ол.", "I said “yes” he said.", "en", "I said ‘yes,’” he said."),
    ],
)
def test_a_quotation_inside_another_has_inner_marks(
    source: str, answer: str, target: Target, expected: str
) -> None:
    assert finish(prepare(source), answer, target) == expected


@pytest.mark.parametrize(
    ("source", "answer", "target", "expected"),
    [
        ("Асан («Мұзбалақ») келді.", "Пришёл Асан (Музбалак).", "ru", "Пришёл Асан («Музбалак»)."),
        ("Асан («Мұзбалақ») келді.", "Asan (Muzbalak) came.", "en", "Asan (“Muzbalak”) came."),
        (
            "Екі фильм («Томирис» және «Рэкетир») бар.",
            "Есть два фильма (Томирис» и «Рэкетир»).",
            "ru",
            "Есть два фильма («Томирис» и «Рэкетир»).",
        ),
        (
            "Екі фильм («Томирис» және «Рэкетир») бар.",
            "There are two films (Tomiris” and “Raketir).",
            "en",
            "There are two films (“Tomiris” and “Raketir”).",
        ),
        (
            "Асан («Отан» қозғалысы) келді.",
            "Пришёл Асан (движение Отан).",
            "ru",
            "Пришёл Асан (движение Отан).",
        ),
        ("78-і «иә», 9-ы «жоқ» деді.", "78 сказали «да», 9 — нет.", "ru", "78 сказали «да», 9 — «нет»."),
        ("78-і «иә», 9-ы «жоқ» деді.", "78 said “yes” and 9 no.", "en", "78 said “yes” and 9 “no”."),
        ("78-і иә, 9-ы жоқ деді.", "78 said yes and 9 no.", "en", "78 said yes and 9 no."),
    ],
)
def test_a_title_in_brackets_and_an_answer_have_their_marks_back(
    source: str, answer: str, target: Target, expected: str
) -> None:
    assert finish(prepare(source), answer, target) == expected


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("Провели ансамбль Гаухартас и группа «Алатау».", "Провели ансамбль «Гаухартас» и группа «Алатау»."),
        ("Провели ансамбль «Гаухартас» и группа Алатау.", "Провели ансамбль «Гаухартас» и группа «Алатау»."),
        ("Провели ансамбль и группа «Алатау».", None),
    ],
)
def test_a_name_has_the_marks_of_its_source(target: str, mended: str | None) -> None:
    source = "Концертті «Гауһартас» ансамблі мен «Алатау» тобы өткізді."
    assert repair_quotes(source, target, "ru") == mended


def test_an_answer_that_is_gone_is_reported() -> None:
    source = "78 депутат «иә», 9-ы «жоқ» деп дауыс берді."
    (found,) = check_quotes(Pair(1, source, "78 deputies voted “yes”, 9, and 5 abstained.", "en"))
    assert (found.severity, found.message) == ("warning", "the answer “жоқ” is lost")
    (found,) = check_quotes(Pair(1, source, "78 deputies voted “yes”, 9 against.", "en"))
    assert found.severity == "info"


@pytest.mark.parametrize(
    ("answer", "tidied"),
    [
        ("Число выросло ( более 5 млн).", "Число выросло (более 5 млн)."),
        ("Ставка 12,6 %, была 82,3%.", "Ставка 12,6%, была 82,3%."),
        ("подростка,.", "подростка."),
        ("да, конечно...", "да, конечно..."),
        ("from Almaty– London on", "from Almaty–London on"),
        ("Моя а а аренда", "Моя аренда"),
        ("Вышел но но ночной отчёт", "Вышел ночной отчёт"),
        ("Но вы вышли", "Но вы вышли"),
        ("Ол — а, А а", "Ол — а, А а"),
        ("said A representative of", "said a representative of"),
        ("a dose of vitamin A is", "a dose of vitamin A is"),
        ("Асан – Есен", "Асан – Есен"),
    ],
)
def test_blanks_and_marks_that_nobody_prints_go(answer: str, tidied: str) -> None:
    assert tidy(answer) == tidied
