"""Kazakh in Latin and Arabic script reads as the Cyrillic article would; other languages do not pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import Input, read_article
from pipeline.read.arabic import from_arabic
from pipeline.read.script import from_latin, latin_alphabet
from pipeline.wordlists import rows
from tests.kazakh_scripts import in_arabic, in_latin

ARTICLE = (
    "Ауылда жаңа мектеп ашылды\n"
    "Бүгін Қарасу ауылында 300 орындық мектеп ашылды, деп хабарлады әкімдік.\n"
    "Оның құрылысына 2,1 миллиард теңге бөлінген. Мектеп директоры Әсел Өтегенова: «Бұл балалар үшін үлкен "
    "сыйлық», – деді.\nБиыл қыркүйектен бастап осы ауданда тағы бір мектептің құрылысы басталады.\n"
)


def read(text: str) -> Document:
    return read_article(Input("a", Path("a.txt")), text.encode())


@pytest.mark.parametrize("alphabet", ["2021", "2018"])
def test_a_latin_article_reads_as_the_cyrillic_one(alphabet: str) -> None:
    document = read(in_latin(ARTICLE, alphabet))
    assert document.blocks == read(ARTICLE).blocks
    assert document.metadata["original_script"] == f"Latin ({alphabet})"
    assert document.metadata["original_text"].startswith(in_latin("Ауылда жаңа", alphabet))


def test_an_arabic_article_reads_as_the_cyrillic_one_but_for_capitals_of_names() -> None:
    article = ARTICLE.replace(" Өтегенова", "")  # a surname can have either vowel
    expected = article.replace("Қарасу", "қарасу").replace("Әсел", "әсел")
    document = read(in_arabic(article))
    assert [b.text for b in document.blocks] == [b.text for b in read(expected).blocks]
    assert document.metadata["original_script"] == "Arabic"


def test_a_cyrillic_article_is_left_as_it_is() -> None:
    assert read(ARTICLE).metadata == {}
    assert "\n".join(b.text for b in read(ARTICLE).blocks) == ARTICLE.strip()


def test_a_long_original_is_cut_and_the_cut_names_the_file() -> None:
    kept = read(in_latin(ARTICLE * 5, "2021")).metadata["original_text"]
    assert len(kept) < 600
    assert kept.endswith("… (all of it in a.txt)")


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Adamdar azat jäne teñ bolyp düniege keledı", "Адамдар азат және тең болып дүниеге келеді"),
        ("bai, üi, qiyn, tiıs, qasiet, joiu", "бай, үй, қиын, тиіс, қасиет, жою"),
        ("qoian, jaiau, oiu, aua raiy", "қоян, жаяу, ою, ауа райы"),
        ("milliard, radio, aimaq, siujet, akvarium", "миллиард, радио, аймақ, сюжет, аквариум"),
        ("Rossia, redaktsia, İndia", "Россия, редакция, Индия"),
        ("büdjetten, biudjet", "бюджеттен, бюджет"),
        ("QAZAQSTAN, QazMūnaiGaz, AQŞ", "ҚАЗАҚСТАН, ҚазМұнайГаз, АҚШ"),
        ("https://qazaq.kz/jaña info@mektep.kz #jañalyq", "https://qazaq.kz/jaña info@mektep.kz #jañalyq"),
        ("Facebook jäne Microsoft", "Facebook және Microsoft"),
        ("sentäbr, sentiabrde, ekonomika, aeroport", "сентәбр, сентябрьде, экономика, аэропорт"),
    ],
)  # fmt: skip
def test_latin_spelling_of_2021(latin: str, cyrillic: str) -> None:
    assert from_latin(latin, "2021") == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Adamdarǵa aqyl-parasat, ar-ojdan berilgen", "Адамдарға ақыл-парасат, ар-ождан берілген"),
        (
            "týystyq, baýyrmaldyq qarym-qatynas jasaýlary tıis",
            "туыстық, бауырмалдық қарым-қатынас жасаулары тиіс",
        ),
        ("AQSH, Shymkent, chek", "АҚШ, Шымкент, чек"),
        ("Italıa, Irak, Ishki ister", "Италия, Ирак, Ішкі істер"),
    ],
)
def test_latin_spelling_of_2018(latin: str, cyrillic: str) -> None:
    assert from_latin(latin, "2018") == cyrillic


@pytest.mark.parametrize("alphabet", ["2021", "2018"])
def test_a_latin_text_without_a_dotless_i_writes_three_letters_alike(alphabet: str) -> None:
    cyrillic = (
        "Елорданың Есіл ауданында үш қабатты кітапхана берілді. Министрдің айтуынша, онда бірінші сынып "
        "оқушылары тегін оқиды. Жиын дүйсенбіден сенбіге дейін өтті, оған кәсіпкер, ақын және тиісті "
        "мекеме басшысы келді."
    )
    latin = in_latin(cyrillic, alphabet).replace("ı", "i")
    assert "".join(b.text for b in read(latin).blocks) == cyrillic


@pytest.mark.parametrize(
    "text",
    [
        "Bugün Ankara'da yeni bir okul açıldı. Okulun yapımı üç yıl sürdü ve çok güzel oldu, dedi müdür.",
        "Bu gün Bakıda yeni məktəb açıldı. Məktəbin tikintisi üç il çəkdi və çox gözəl oldu.",
        "Bugun Toshkentda yangi maktab ochildi. Maktab qurilishi uch yil davom etdi, dedi direktor.",
        "A new school was opened in the village today, and the men who built it were there, he said.",
        "Heute wurde im Dorf eine neue Schule eröffnet, für die große Summen ausgegeben wurden.",
    ],
)
def test_other_languages_in_latin_script_are_not_kazakh(text: str) -> None:
    assert latin_alphabet(text) is None


def test_a_long_text_in_another_language_of_latin_script_is_refused() -> None:
    text = (
        "Bugün Ankara'da yeni bir okul açıldı. Okulun yapımı üç yıl sürdü ve çok güzel oldu, dedi müdür. " * 3
    )
    with pytest.raises(ReadError, match="Latin script but does not read as Kazakh") as error:
        read(text)
    assert "2021" in error.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "افتتحت اليوم مدرسة جديدة في القرية وقال المدير إن عدد الطلاب كبير جدا.",
        "امروز در روستا یک مدرسه جدید افتتاح شد و مدیر آن گفت که خوشحال است.",
        "بۈگۈن يېزىدا يېڭى مەكتەپ ئېچىلدى، دەپ خەۋەر قىلدى مۇدىر.",
    ],
)
def test_other_languages_in_arabic_script_are_refused(text: str) -> None:
    with pytest.raises(ReadError, match="Arabic script but does not read as Kazakh"):
        read(text)


@pytest.mark.parametrize(
    ("arabic", "cyrillic"),
    [
        ("ٴبىر جىل ٴۇشىن، دەدى ول.", "Бір жыл үшін, деді ол."),
        ("كىتاپ جانە مەكتەپ", "Кітап және мектеп"),
        ("ٴقازىر بالالار وقيدى", "Қазір балалар оқиды"),
        ("قازاقستان. الەم؟ ٢٠٢٥", "Қазақстан. Әлем? 2025"),
        ("«جاڭا ٴسوز» دەدى", "«Жаңа сөз» деді"),
        ("قۇنى 5 ملن. تەڭگە بولدى. ول از.", "Құны 5 млн. теңге болды. Ол аз."),
        ("قوي ت.ب. مال كوپ. قار جاۋدى.", "Қой т.б. мал көп. Қар жауды."),
        ("جولى 20 كم. قار قالىڭ. بار ما؟ جوق.", "Жолы 20 км. қар қалың. Бар ма? Жоқ."),
        ("سالماعى 5 ت. قار. الدى 3 م. سۋ", "Салмағы 5 т. қар. Алды 3 м. су"),
        ("جاسى 5 جىل. قار. تەل. 112", "Жасы 5 жыл. Қар. Тел. 112"),
        ("الماتى قالاسى، قۇنى 20 ملن. بۇل از.", "Алматы қаласы, құны 20 млн. Бұл аз."),
        ("ول قايرات ساپارۇلىنىڭ بالاسى", "Ол Қайрат Сапарұлының баласы"),
        ("ول مالدىڭ ۇلى ەمەس", "Ол малдың ұлы емес"),
    ],
)
def test_the_spelling_of_arabic_script(arabic: str, cyrillic: str) -> None:
    assert from_arabic(arabic) == cyrillic


PLAIN = "абвгғдежзкқлмнңопрстуұүфхшыіәө"
SPECIAL = tuple(row[0].rstrip("^") for name in ("latin", "arabic") for row in rows(f"{name}_words.tsv"))


@given(st.text(alphabet=PLAIN, min_size=1, max_size=12), st.sampled_from(["2021", "2018"]), st.booleans())
def test_words_come_back_from_either_latin_alphabet(word: str, alphabet: str, capital: bool) -> None:
    assume(not word.startswith(SPECIAL) and "сх" not in word and "тсх" not in word)
    word = word.capitalize() if capital else word
    assume(not (word[0] == "І" and set("аоұуы") & set(word)))
    assert from_latin(in_latin(word, alphabet), alphabet) == word


@given(st.text(alphabet="абвғджзқлмнңопрстуұфхшы", min_size=1, max_size=12))
def test_back_words_come_back_from_arabic_script(word: str) -> None:
    assume(not word.startswith(SPECIAL))
    assert from_arabic(in_arabic(word)) == word.capitalize()


FOLD = str.maketrans("әөүі", "аоұы")


@given(st.text(alphabet=PLAIN, min_size=1, max_size=12))
def test_arabic_script_never_changes_more_than_the_front_of_a_vowel(word: str) -> None:
    found = from_arabic(in_arabic(word)).lower()
    assume(not any(special[:3] in found or special[:3] in word for special in SPECIAL))
    assert found.translate(FOLD) == word.translate(FOLD)


@given(st.text(max_size=60))
def test_no_text_breaks_the_converters(text: str) -> None:
    assert from_latin(text, "2021") is not None
    assert from_arabic(text) is not None
