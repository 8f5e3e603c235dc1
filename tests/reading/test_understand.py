"""The plain-code part of a reading, on invented articles with their attributions marked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.article import Article, Span
from sayso.reading.understand import understand
from sayso.record import Attribution, Reading, Statement


def find(text: str, part: str) -> tuple[Span, ...]:
    """The span of each piece of ``part`` (pieces divided by " / "); none for an empty part."""
    spans = []
    for piece in filter(None, part.split(" / ")):
        at = text.index(piece)
        spans.append(Span.of(text, at, at + len(piece)))
    return tuple(spans)


def read(text: str, *marked: tuple[str, str, str]) -> Reading:
    """Understand ``text`` with (source, cue, content) marked; sources and cues are the ones nearest to the content."""
    attributions = []
    for source, cue, content in marked:
        spans = find(text, content)
        near = spans[0].start
        attributions.append(Attribution(_near(text, source, near), _near(text, cue, near), spans, 0.9))
    return understand(Article(text), attributions)


def _near(text: str, part: str, to: int) -> tuple[Span, ...]:
    """The occurrence of each piece that stands nearest to the offset ``to``."""
    spans = []
    for piece in filter(None, part.split(" / ")):
        places = [i for i in range(len(text)) if text.startswith(piece, i)]
        at = min(places, key=lambda i: abs(i - to))
        spans.append(Span.of(text, at, at + len(piece)))
    return tuple(spans)


def speakers(reading: Reading) -> list[list[str]]:
    return [[reading.actor(a).name for a in s.speaker] for s in reading.statements]


def relays(reading: Reading) -> list[list[str]]:
    return [[reading.actor(a).name for a in s.relay] for s in reading.statements]


def only(reading: Reading) -> Statement:
    (statement,) = reading.statements
    return statement


def surfaces(spans: tuple[Span, ...]) -> list[str]:
    return [s.surface for s in spans]


def test_surname_title_and_pronoun_are_the_same_person() -> None:
    text = (
        "Sen. Ana Ruiz of Ohio spoke on Monday.\n\n“We need more teachers,” Ruiz said. "
        "She added that schools were full. The senator thanked the parents."
    )
    reading = read(
        text,
        ("Ruiz", "said", "“We need more teachers,”"),
        ("She", "added", "that schools were full"),
        ("The senator", "thanked", "the parents"),
    )
    assert speakers(reading) == [["Ana Ruiz"]] * 3
    ruiz = reading.actors[0]
    assert (ruiz.id, ruiz.kind) == ("a1", "person")
    assert "Ruiz" in ruiz.aliases
    assert "Sen." in ruiz.roles
    assert [s.act for s in reading.statements] == ["proposal", "claim", "appraisal"]


def test_two_people_of_one_surname_are_told_apart_by_title() -> None:
    text = (
        "Omar Haddad and Lina Haddad run the shop. Mr. Haddad said rents had doubled. "
        "Ms. Haddad said that customers stayed away."
    )
    reading = read(
        text,
        ("Mr. Haddad", "said", "rents had doubled"),
        ("Ms. Haddad", "said", "that customers stayed away"),
    )
    assert speakers(reading) == [["Omar Haddad"], ["Lina Haddad"]]


def test_a_first_name_alone_shares_the_surname_of_the_pair() -> None:
    text = "Omar and Lina Haddad said rents had doubled. The Haddads said they would close."
    reading = read(
        text,
        ("Omar and Lina Haddad", "said", "rents had doubled"),
        ("The Haddads", "said", "they would close"),
    )
    assert speakers(reading) == [["Omar Haddad", "Lina Haddad"]] * 2


def test_person_and_organisation_of_one_name() -> None:
    text = (
        "Paul Garrick founded Garrick Holdings in 1990. Garrick Holdings said profits rose. "
        "Mr. Garrick said he was pleased."
    )
    reading = read(
        text,
        ("Garrick Holdings", "said", "profits rose"),
        ("Mr. Garrick", "said", "he was pleased"),
    )
    assert speakers(reading) == [["Garrick Holdings"], ["Paul Garrick"]]
    assert [a.kind for a in reading.actors[:2]] == ["organisation", "person"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Bruno de Castellane", "de Castellane"),
        ("Samir al-Hakkari", "al-Hakkari"),
        ("Kemal Yıldızoğlu", "Yıldızoğlu"),
        ("Søren Østergård", "Østergård"),
        ("J. R. Dunmore", "Dunmore"),
        ("Maria van der Velden", "van der Velden"),
        ("Seán O’Briain", "O’Briain"),
    ],
)
def test_names_with_particles_diacritics_and_initials(full: str, short: str) -> None:
    text = f"{full}, a professor in Lund, wrote the report. {short} said that the sea was rising."
    reading = read(text, (short, "said", "that the sea was rising"))
    assert speakers(reading) == [[full]]
    assert reading.actors[0].kind == "person"


def test_names_in_all_capitals_are_the_same_person() -> None:
    text = "Ana Ruiz met Paul Bell.\n\nRUIZ: Why did you go?\n\nBELL: I was asked to go."
    reading = read(text, ("RUIZ", ":", "Why did you go?"), ("BELL", ":", "I was asked to go."))
    assert speakers(reading) == [["Ana Ruiz"], ["Paul Bell"]]
    assert [s.mode for s in reading.statements] == ["direct", "direct"]
    assert [s.act for s in reading.statements] == ["question", "claim"]


def test_questions_and_answers_marked_by_letters_are_direct_speech() -> None:
    text = "An interview with Ana Ruiz.\n\nQ: Why did you go?\n\nA: I was asked to go."
    reading = read(text, ("Q", ":", "Why did you go?"), ("A", ":", "I was asked to go."))
    assert [s.mode for s in reading.statements] == ["direct", "direct"]


def test_turns_in_mixed_case_are_direct_speech_and_a_headline_is_not() -> None:
    text = "Ana Ruiz: Why did you go?\n\nPaul Bell: I was asked to go.\n\nAna Ruiz: By whom?\n\nPaul Bell: By you."
    turns = ("Why did you go?", "I was asked to go.", "By whom?", "By you.")
    reading = read(text, *((("Ana Ruiz", "Paul Bell")[n % 2], ":", words) for n, words in enumerate(turns)))
    assert [s.mode for s in reading.statements] == ["direct"] * 4
    headline = "Ruiz: rents must fall\n\nThe senator Ana Ruiz spoke on Monday."
    assert only(read(headline, ("Ruiz", ":", "rents must fall"))).mode == "indirect"


def test_i_is_the_author_outside_quotation_and_the_speaker_inside() -> None:
    text = "I think the plan is dangerous. “I believe it will work,” Ana Ruiz said."
    reading = read(
        text,
        ("I", "think", "the plan is dangerous"),
        ("Ana Ruiz", "said", "“I believe it will work,”"),
        ("I", "believe", "it will work"),
    )
    by_cue = {s.cue[0].surface: speakers(reading)[n] for n, s in enumerate(reading.statements)}
    assert by_cue == {"think": ["(author)"], "said": ["Ana Ruiz"], "believe": ["Ana Ruiz"]}


def test_pronoun_without_anybody_to_mean_is_unstated() -> None:
    reading = read("She said that it rained.", ("She", "said", "that it rained"))
    assert speakers(reading) == [["(unstated)"]]
    assert reading.actors[0].kind == "vague"


def test_unknown_first_name_takes_its_gender_from_the_pronoun() -> None:
    text = (
        "Quillon Marsh, a farmer, sold the land. His wife, Peta Marsh, stayed. "
        "Brother Zebulon visited. Marsh said that he was sorry."
    )
    reading = read(text, ("Marsh", "said", "that he was sorry"))
    assert speakers(reading)[0][0].endswith("Marsh")


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        ("Some", "vague", "Some"),
        ("critics", "vague", "critics"),
        ("a senior ministry official", "unnamed", "senior ministry official"),
        ("two aides", "unnamed", "two aides"),
        ("voters in Lund", "group", "voters in Lund"),
        ("the White House", "organisation", "White House"),
        ("Police", "organisation", "Police"),
        ("a new survey", "document", "new survey"),
        ("a spokesman for Ana Ruiz", "unnamed", "spokesman for Ana Ruiz"),
    ],
)
def test_kinds(source: str, kind: str, name: str) -> None:
    reading = read(f"{source} said that it rained.", (source, "said", "that it rained"))
    assert (reading.actors[0].kind, reading.actors[0].name) == (kind, name)


def test_a_description_points_back_to_the_unnamed_speaker() -> None:
    text = "A ministry official said that it rained. The official added that roads were closed."
    reading = read(
        text,
        ("A ministry official", "said", "that it rained"),
        ("The official", "added", "that roads were closed"),
    )
    assert speakers(reading) == [["ministry official"]] * 2


def test_apposition_gives_role_and_the_name_is_the_actor() -> None:
    text = "Her lawyer, Ana Ruiz, said that it rained. Paul Bell, director of the Lund Institute, agreed that it had."
    reading = read(
        text,
        ("Her lawyer, Ana Ruiz,", "said", "that it rained"),
        ("Paul Bell, director of the Lund Institute,", "agreed", "that it had"),
    )
    assert speakers(reading) == [["Ana Ruiz"], ["Paul Bell"]]
    assert any("director" in role for role in reading.actors[1].roles)


def test_joint_and_exemplified_sources() -> None:
    text = "Ana Ruiz and Paul Bell said that it rained. Critics, like Omar Haddad and Lina Noor, said that it did not."
    reading = read(
        text,
        ("Ana Ruiz and Paul Bell", "said", "that it rained"),
        ("Critics, like Omar Haddad and Lina Noor,", "said", "that it did not"),
    )
    assert speakers(reading) == [["Ana Ruiz", "Paul Bell"], ["Critics", "Omar Haddad", "Lina Noor"]]


def test_acronym_and_full_name_are_one_organisation() -> None:
    text = "The Northern Fishers Union (NFU) met. The NFU said that quotas were unfair."
    reading = read(text, ("The NFU", "said", "that quotas were unfair"))
    assert speakers(reading) == [["Northern Fishers Union"]]


def test_possessive_office_and_campaign_are_their_own_actors() -> None:
    text = "Ana Ruiz lost. The Ruiz campaign said it would appeal. Her campaign thanked volunteers."
    reading = read(
        text,
        ("The Ruiz campaign", "said", "it would appeal"),
        ("Her campaign", "thanked", "volunteers"),
    )
    assert speakers(reading) == [["Ruiz campaign"]] * 2
    assert reading.actors[0].affiliation == "Ana Ruiz"
    assert [s.act for s in reading.statements] == ["commitment", "appraisal"]


def test_people_talked_about_come_after_the_speakers() -> None:
    text = "Paul Bell left early. Ana Ruiz said that Omar Haddad had won."
    reading = read(text, ("Ana Ruiz", "said", "that Omar Haddad had won"))
    assert [a.name for a in reading.actors] == ["Ana Ruiz", "Paul Bell", "Omar Haddad"]


@pytest.mark.parametrize(
    ("text", "marked", "relay"),
    [
        (
            "The Morgenblatt daily cited Ana Ruiz, a former minister, as saying, “It is late.”",
            ("Ana Ruiz, a former minister", "cited / as saying", "“It is late.”"),
            "Morgenblatt",
        ),
        ("“It is late,” Ana Ruiz told CNN.", ("Ana Ruiz", "told", "“It is late,”"), "CNN"),
        (
            "“It is late,” Ana Ruiz said on NBC’s “Sunday Table” on Sunday.",
            ("Ana Ruiz", "said", "“It is late,”"),
            "Sunday Table",
        ),
        (
            "“It is late,” she added in her remarks to the Havnen website.",
            ("she", "added", "“It is late,”"),
            "Havnen",
        ),
        (
            "In an interview with the Lund Herald, Ana Ruiz said that it was late.",
            ("Ana Ruiz", "said", "that it was late"),
            "Lund Herald",
        ),
    ],
)
def test_relays(text: str, marked: tuple[str, str, str], relay: str) -> None:
    assert relays(read(text, marked)) == [[relay]]


def test_a_relay_holds_while_the_report_runs_on() -> None:
    text = (
        "Ana Ruiz told Reuters that it was late. She added that she was tired. "
        "Earlier this year, Ruiz said she was fine."
    )
    reading = read(
        text,
        ("Ana Ruiz", "told", "that it was late"),
        ("She", "added", "that she was tired"),
        ("Ruiz", "said", "she was fine"),
    )
    assert relays(reading) == [["Reuters"], ["Reuters"], []]


def test_a_statement_within_another_is_relayed_by_its_speaker() -> None:
    text = "Ana Ruiz said that Paul Bell wanted a new bridge."
    reading = read(
        text,
        ("Ana Ruiz", "said", "that Paul Bell wanted a new bridge"),
        ("Paul Bell", "wanted", "a new bridge"),
    )
    outer, inner = reading.statements
    assert (outer.within, inner.within) == (None, outer.id)
    assert relays(reading) == [[], ["Ana Ruiz"]]


def test_quotation_three_deep() -> None:
    text = "“My aunt told me, ‘Paul said, “Sell it now,” and I laughed,’ so I sold,” Ana Ruiz recalled."
    reading = read(
        text,
        ("Ana Ruiz", "recalled", "“My aunt told me, ‘Paul said, “Sell it now,” and I laughed,’ so I sold,”"),
        ("My aunt", "told", "‘Paul said, “Sell it now,” and I laughed,’"),
        ("Paul", "said", "“Sell it now,”"),
    )
    outer, middle, inner = reading.statements
    assert (outer.within, middle.within, inner.within) == (None, outer.id, middle.id)
    assert [s.mode for s in reading.statements] == ["direct", "direct", "direct"]


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        ("“The bridge is unsafe.”", "direct"),
        ("that “the bridge is unsafe.”", "direct"),
        ("''The bridge is unsafe.''", "direct"),
        ("that the bridge was “not safe at all.”", "mixed"),
        ("that the bridge was unsafe", "indirect"),
        ("that he had read “The Bridge Of Sighs”", "indirect"),
    ],
)
def test_modes(content: str, mode: str) -> None:
    assert only(read(f"Ana Ruiz said {content}", ("Ana Ruiz", "said", content))).mode == mode


@pytest.mark.parametrize(
    ("cue", "content", "act", "denies"),
    [
        ("asked", "whether the bridge was safe", "question", False),
        ("urged", "the city to close the bridge", "proposal", False),
        ("said", "the city should close the bridge", "proposal", False),
        ("suggested", "that Paul Bell resign", "proposal", False),
        ("suggested", "a two-year pause", "proposal", False),
        ("suggested", "that the bridge was old", "claim", False),
        ("said", "“I wouldn’t advise him to resign.”", "proposal", True),
        ("said", "“I would not tell them to leave.”", "proposal", True),
        ("promised", "to rebuild the bridge", "commitment", False),
        ("said", "she would rebuild the bridge", "commitment", False),
        ("refused", "to sign the bill", "commitment", True),
        ("predicted", "that the bridge would fall", "forecast", False),
        ("argues", "“Painting it will not help at all.”", "forecast", True),
        ("praised", "the engineers", "appraisal", False),
        ("denounced", "the mayor", "appraisal", False),
        ("said", "“It’s a disgraceful, terrible bridge.”", "appraisal", False),
        ("said", "that the bridge was built in 1931", "claim", False),
        ("denied", "that the bridge was unsafe", "claim", True),
        ("opposes", "the toll", "proposal", True),
        ("declined to comment on", "the toll", "claim", True),
        ("did not say", "when it was built", "claim", True),
    ],
)
def test_acts_and_denials(cue: str, content: str, act: str, denies: bool) -> None:
    statement = only(read(f"Ana Ruiz {cue} {content}.", ("Ana Ruiz", cue, content)))
    assert (statement.act, statement.denies) == (act, denies)


@pytest.mark.parametrize(
    ("content", "condition"),
    [
        ("“If the dam breaks, the valley will flood.”", "If the dam breaks"),
        ("the valley will flood if the dam breaks", "if the dam breaks"),
        ("the valley will not flood unless it rains, and that is rare", "unless it rains"),
        ("“When people pay more, they use less.”", "When people pay more"),
        ("nobody can cross without a permit", "without a permit"),
        ("“Should the dam break, we will leave.”", "Should the dam break"),
        ("they will stay as long as the dam holds", "as long as the dam holds"),
        ("“If we had a plan, I wouldn’t worry.”", "If we had a plan"),
        ("“If not, the mayor should step down.”", "If not"),
        ("if the dam breaks he will leave the valley", "if the dam breaks"),
        ("if they “close the dam” for good he would leave", "if they “close the dam” for good"),
        ("“If the dam breaks–and it may–we will leave.”", "If the dam breaks"),
        ("the toll would rise even if the dam held", "even if the dam held"),
        ("nobody will cross until the dam is mended", "until the dam is mended"),
        ("the valley could be saved once the dam is mended", "once the dam is mended"),
        ("he would pay for the dam should she win the vote", "should she win the vote"),
        ("it would have been better had the council listened", "had the council listened"),
        ("“Without this dam, the valley would dry up.”", "Without this dam"),
        ("“The valley cannot be saved when they do not pay.”", "when they do not pay"),
        ("they will open it on Monday if the dam holds until Nov. 3", "if the dam holds until Nov. 3"),
        ("he would be surprised if the dam held", ""),
        ("“It is, if you will, a new dam.”", ""),
        ("they will meet when the mayor comes in May", ""),
        ("“When will the dam break?”", ""),
        ("it was once a dam and will be one again", ""),
        ("when he arrived the dam was broken", ""),
        ("he did not know if the dam would hold", ""),
        ("the pupils looked as if they slept", ""),
    ],
)
def test_conditions(content: str, condition: str) -> None:
    statement = only(read(f"Ana Ruiz said {content}.", ("Ana Ruiz", "said", content)))
    assert surfaces(statement.condition) == ([condition] if condition else [])


def test_a_question_reported_with_if_has_no_condition() -> None:
    text = "Ana Ruiz asked if the dam would hold."
    assert only(read(text, ("Ana Ruiz", "asked", "if the dam would hold"))).condition == ()
    text = "Ana Ruiz would not say if the dam would hold."
    assert only(read(text, ("Ana Ruiz", "would not say", "if the dam would hold"))).condition == ()


@pytest.mark.parametrize(
    ("cue", "content", "hedge"),
    [
        ("said", "the dam might break", ["might"]),
        ("said", "the dam will probably hold", ["probably"]),
        ("said", "that likely voters stayed home", []),
        ("hopes", "to win", ["hopes"]),
        ("said", "he feared the dam would break", ["feared"]),
        ("said", "“There is no doubt that it holds.”", ["no doubt"]),
        ("said", "it opens in May", []),
        ("said", "“Words that may hurt should be avoided.”", []),
    ],
)
def test_hedges(cue: str, content: str, hedge: list[str]) -> None:
    assert surfaces(only(read(f"Ana Ruiz {cue} {content}.", ("Ana Ruiz", cue, content))).hedge) == hedge


RUN_ON = (
    "Omar Haddad proposed a two-year pause for the dam. If the pause brings a deal, the village could be saved. "
    "If not, the mayor should leave. It rained all day."
)


def test_a_report_that_runs_on_belongs_to_the_speaker_before() -> None:
    reading = read(RUN_ON, ("Omar Haddad", "proposed", "a two-year pause for the dam"))
    assert speakers(reading) == [["Omar Haddad"]] * 3
    second, third = reading.statements[1:]
    assert (second.source, second.cue) == ((), ())
    assert (second.content[0].surface, second.act) == (
        "If the pause brings a deal, the village could be saved",
        "forecast",
    )
    assert (surfaces(second.condition), surfaces(second.hedge)) == (["If the pause brings a deal"], ["could"])
    assert (third.content[0].surface, third.act) == ("If not, the mayor should leave", "proposal")
    assert [n.span.surface for n in reading.narration] == ["It rained all day."]


def test_a_new_paragraph_does_not_run_on() -> None:
    text = RUN_ON.replace("dam. If", "dam.\n\nIf")
    assert len(read(text, ("Omar Haddad", "proposed", "a two-year pause for the dam")).statements) == 1


def test_narration_is_what_no_statement_covers() -> None:
    text = (
        "Will the dam hold? If it breaks, the valley will flood. The “Friends of the Dam” meet weekly. "
        "The mayor spoke on Monday, and Ana Ruiz said that it was late."
    )
    reading = read(text, ("Ana Ruiz", "said", "that it was late"))
    assert [n.span.surface for n in reading.narration] == [
        "Will the dam hold?",
        "If it breaks, the valley will flood.",
        "The “Friends of the Dam” meet weekly.",
        "The mayor spoke on Monday",
    ]
    question, forecast, claim, _ = reading.narration
    assert (question.act, forecast.act, claim.act) == ("question", "forecast", "claim")
    assert surfaces(forecast.condition) == ["If it breaks"]
    assert surfaces(claim.scare_quotes) == ["“Friends of the Dam”"]


def test_scraps_are_no_narration() -> None:
    text = "“It is late,” Ana Ruiz said, and “go.”"
    reading = read(text, ("Ana Ruiz", "said", "“It is late,” / “go.”"))
    assert reading.narration == ()


def test_ids_follow_the_text_and_readings_round_trip() -> None:
    text = "Paul Bell said no. Ana Ruiz said yes."
    reading = read(text, ("Ana Ruiz", "said", "yes"), ("Paul Bell", "said", "no"))
    assert [s.id for s in reading.statements] == ["s1", "s2"]
    assert speakers(reading) == [["Paul Bell"], ["Ana Ruiz"]]
    assert Reading.from_dict(reading.to_dict()) == reading


def test_nothing_to_read_gives_an_empty_reading() -> None:
    reading = understand(Article(""), [])
    assert (reading.actors, reading.statements, reading.narration) == ((), (), ())


def test_spans_outside_the_text_are_left_out() -> None:
    text = "Ana said no."
    bad = Attribution((Span(90, 95, "Peter"),), (), (Span(9, 11, "no"),), 0.5)
    worse = Attribution((), (), (Span(50, 60, "nothing"),), 0.5)
    (statement,) = understand(Article(text), [bad, worse]).statements
    assert (statement.source, surfaces(statement.content)) == ((), ["no"])


PIECES = st.sampled_from(
    [
        "Ana Ruiz",
        "She",
        "said",
        " ",
        ", ",
        ". ",
        "“",
        "”",
        "''",
        "if",
        "Mr. Bell’s",
        "and",
        "\n\n",
        "I",
        "who",
        "the",
        "told CNN",
        "A:",
        "É",
        "—",
        "(",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map(" ".join))


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(TEXTS)
    if not text:
        return text, []
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda e: e[0] < e[1])
    span = ends.map(lambda e: Span.of(text, *e))
    some = st.lists(span, max_size=2).map(tuple)
    one = st.builds(Attribution, some, some, some, st.just(0.5))
    return text, draw(st.lists(one, max_size=6))


@pytest.mark.parametrize("noun", ["part", "secretaries", "parties"])
def test_nouns_are_looked_up_by_their_own_singular(noun: str) -> None:
    kind = {"part": "document", "secretaries": "group", "parties": "group"}[noun]
    reading = read(f"The {noun} said that it rained.", (f"The {noun}", "said", "that it rained"))
    assert reading.actors[0].kind == kind


def test_a_person_described_in_the_plural_gets_the_role() -> None:
    text = "Ana Ruiz and Paul Bell, secretaries of the club, came. Bell said that it rained."
    reading = read(text, ("Bell", "said", "that it rained"))
    assert "secretaries of the club" in reading.actors[0].roles


def test_each_persons_office_is_one_actor() -> None:
    text = "Ana Ruiz’s office said yes. Paul Bell’s office said no. Ruiz’s office added more."
    reading = read(
        text,
        ("Ana Ruiz’s office", "said", "yes"),
        ("Paul Bell’s office", "said", "no"),
        ("Ruiz’s office", "added", "more"),
    )
    first, second, third = (s.speaker for s in reading.statements)
    assert first == third != second


def test_a_statement_deep_in_a_long_one_stands_within_it() -> None:
    text = "Ana Ruiz said that Paul Bell said yes, that Omar Haddad said no, and that she knew."
    reading = read(
        text,
        ("Ana Ruiz", "said", "that Paul Bell said yes, that Omar Haddad said no, and that she knew"),
        ("Paul Bell", "said", "yes"),
        ("Omar Haddad", "said", "no"),
    )
    assert [s.within for s in reading.statements] == [None, "s1", "s1"]


def test_a_run_of_commas_and_linking_words_is_no_narration() -> None:
    text = "“It rains,” Ana Ruiz said, and the town was wet , , and, because , “but it will pass.”"
    reading = read(text, ("Ana Ruiz", "said", "“It rains,” / “but it will pass.”"))
    assert [n.span.surface for n in reading.narration] == ["the town was wet"]


@pytest.mark.parametrize("stop", [".", ""])
def test_a_giant_line_is_understood(stop: str) -> None:
    """200,000 characters in one line: with ``stop`` empty it is a single sentence, and one statement holds them all."""
    who = ["Ana Ruiz", "the senator", "she", "Zorblat Quux", "his campaign"]
    words, attributions, at = [], [], 0
    for n in range(500):
        source, cue = who[n % 5], "said"
        content = "it “fails” without the plan, should rents rise, " + "on and on, " * 28 + f"if they go{stop}"
        words.append(f"{source} {cue} {content} ")
        begin = at + len(source) + 1
        spans = ((at, at + len(source)), (begin, begin + 4), (begin + 5, begin + 5 + 80))
        attributions.append(spans)
        at += len(words[-1])
    text = "".join(words)
    marked = [
        Attribution((Span.of(text, *source_),), (Span.of(text, *cue_),), (Span.of(text, *content_),), 0.9)
        for source_, cue_, content_ in attributions
    ]
    everything = Attribution((), (), (Span.of(text, 0, len(text)),), 0.9)
    reading = understand(Article(text), [everything, *marked])
    assert len(reading.statements) == 501


@given(articles())
def test_any_text_with_any_spans_gives_a_valid_and_repeatable_reading(given_: tuple[str, list[Attribution]]) -> None:
    text, attributions = given_
    reading = understand(Article(text), attributions)
    assert Reading.from_dict(reading.to_dict()) == reading
    assert understand(Article(text), attributions) == reading
    parents = {s.id: s.within for s in reading.statements}
    for start in parents:
        seen, at = set(), start
        while (up := parents[at]) is not None:
            assert up not in seen
            seen.add(up)
            at = up
