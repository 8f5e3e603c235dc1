from __future__ import annotations

from pathlib import Path

import pytest

from sayso.intake import detect_language, is_english

SHARED = Path(__file__).resolve().parents[3] / "shared"

ENGLISH = [
    "",
    "12 345 – 67!",
    "Vox populi.",
    "“No,” said Müller.",
    "SENATE PASSES BILL AS LEADERS SAY THEY WILL NOT VOTE ON THE MEASURE AGAIN BEFORE THE SUMMER RECESS",
    "Serkan Özdemir, Jürgen Müller-Hohenstein, Wojciech Szczęsny and Nguyễn Văn Thiệu said on Monday in Łódź that the "
    "Österreichische Nationalbank and the Assemblée nationale would join them.",
    "The minister said: “Wir haben alles getan, was in unserer Macht stand, und wir werden auch weiterhin alles tun, "
    "damit die Menschen in diesem Land sicher leben können.” He then left the hall, and nobody answered questions.",
]
OTHER = {
    "de": "Der Minister sagte am Montag, dass es keine vorgezogenen Wahlen geben werde und alles weitergehe.",
    "es": "El presidente dijo el lunes que no habrá elecciones anticipadas y que el gobierno seguirá trabajando.",
    "fr": "Le président a déclaré lundi qu’il n’y aurait pas d’élections anticipées et que tout continuerait.",
    "nl": "De minister zei maandag dat er geen vervroegde verkiezingen komen en dat de regering zal blijven werken.",
    "ru": "Президент заявил в понедельник, что досрочных выборов не будет и правительство продолжит работу.",
    "ar": "قال الرئيس يوم الاثنين إنه لن تكون هناك انتخابات مبكرة وإن الحكومة ستواصل العمل حتى نهاية ولايتها.",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_stays_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(("language", "text"), OTHER.items())
def test_other_languages_are_told(language: str, text: str) -> None:
    assert detect_language(text) == language
    assert not is_english(text)
    assert not is_english(text * 2000)


@pytest.mark.parametrize("text", ["Президент", "قال", "大統領は言った"])
def test_a_short_text_in_another_script_is_not_english(text: str) -> None:
    assert not is_english(text)


def test_an_english_quotation_does_not_make_a_text_english() -> None:
    quoted = (
        "„We have done everything in our power, and we will go on doing so until everybody here can live in safety“"
    )
    assert not is_english(f"{OTHER['de']} Er sagte: {quoted}. {OTHER['de']}")


def test_nothing_tells_no_language() -> None:
    assert detect_language("12 – 3") == "und"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora are absent")
def test_all_news_of_the_corpus_is_english() -> None:
    texts = {path.name: path.read_text("utf-8") for path in (SHARED / "polnear/dev/text").glob("*.txt")}
    assert texts
    assert [name for name, text in texts.items() if not is_english(text)] == []
