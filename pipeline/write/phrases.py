"""What the pages say beside the texts of articles, in three languages: Проверить · To check, and the like."""

from __future__ import annotations

from pipeline.counted import ONE, counted, russian_form

BETWEEN = " · "
NOT_IN_DIGEST = "Дайджестке кірмеді · Не вошло в дайджест · Not in this digest"
SAME_TEXT = "Дәл осы мәтін · Тот же текст · The same text"
CORRECTED = "Түзетілді · Исправлено · Corrected"
EARLIER = "Бұрын · Ранее · Earlier"
TO_CHECK = "Тексеру керек · Проверить · To check"
LEGEND = (
    "⚠ қате, △ күмән: белгінің алдындағы сөйлемде · ⚠ ошибка, △ сомнение: в предложении перед знаком · "
    "⚠ an error, △ a doubt, in the sentence before the mark."
)
LABELS = {
    "title": "Тақырып · Заголовок · Title",
    "date": "Күні · Дата · Date",
    "author": "Авторы · Автор · Author",
    "source": "Дереккөз · Источник · Source",
    "url": "Сілтеме · Ссылка · Address",
    "description": "Сипаттама · Описание · Description",
    "summary": "Қысқаша · Аннотация · Abstract",
    "subtitle": "Қосымша тақырып · Подзаголовок · Subtitle",
    "left_out": "Мәтінге кірмеді · Не вошло в текст · Left out",
    "links": "Сілтемелер · Ссылки · Links",
    "encoding": "Кодтау · Кодировка · Encoding",
    "part": "Файлдағы бөлік · Часть файла · Part of the file",
    "embargoed": "Эмбарго мерзімі · Эмбарго до · Embargoed until",
    "original_script": "Түпнұсқаның жазуы · Письмо оригинала · Original script",
    "original_text": "Түпнұсқа мәтін · Текст оригинала · Original text",
    "document_author": "Файлды сақтаған · Кто сохранил файл · File saved by",
    "document_modified": "Файл сақталған уақыт · Файл сохранён · File saved at",
}


def label(key: str) -> str:
    """Return what a key of the metadata is called; one that is not known is shown in words."""
    return LABELS.get(key) or key.replace("_", " ").strip() or key


def to_check(sentences: int) -> str:
    """Say how many sentences are to be checked."""
    return _three(
        f"Тексеру керек: {sentences} сөйлем",
        f"Проверить: {_sentences_ru(sentences)}",
        f"To check: {counted(sentences, 'sentence')}",
    )


def full_text(sentences: int) -> str:
    """Say where the whole article is, and how long it is."""
    return _three(
        f"Толық мәтін, {sentences} сөйлем",
        f"Полный текст, {_sentences_ru(sentences)}",
        f"Full text, {counted(sentences, 'sentence')}",
    )


def contents(articles: int, sentences: int, doubts: int, duplicates: int) -> str:
    """Say how much is in a press digest."""
    kazakh = f"{articles} мақала, {sentences} сөйлем; тексеру керек: {doubts}"
    russian = f"{counted_ru(articles, 'статья', 'статьи', 'статей')}, {_sentences_ru(sentences)}; "
    russian += f"проверить: {doubts}"
    english = f"{counted(articles, 'article')}, {counted(sentences, 'sentence')}; {doubts} to check."
    if duplicates:
        kazakh += f"; қайталанғаны: {duplicates}, мәтіні бірдей мақаланың жанында аталған"
        named = "назван" if russian_form(duplicates) == ONE else "названы"
        repeated = counted_ru(duplicates, "повтор", "повтора", "повторов")
        russian += f"; {repeated}, {named} при статье с тем же текстом"
        english += f" {counted(duplicates, 'duplicate')}, named at the article that says the same."
    line = _three(kazakh, russian, english)
    return f"{line} {LEGEND}" if doubts else line


def counted_ru(number: int, one: str, few: str, many: str) -> str:
    """Return a number with the form of its Russian noun: 21 статья, 3 статьи, 12 статей."""
    return f"{number} {(one, few, many)[russian_form(number)]}"


def _sentences_ru(number: int) -> str:
    return counted_ru(number, "предложение", "предложения", "предложений")


def _three(kazakh: str, russian: str, english: str) -> str:
    return BETWEEN.join((kazakh, russian, english))
