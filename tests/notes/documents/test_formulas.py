"""Formulas of books on one line: what stands above another, or small, keeps its meaning."""

import pytest
from making_epub import epub, page

from notes.documents.epub import reader
from notes.documents.epub.formulas import spelled_out
from notes.documents.fragments import fragment_of, passage_of
from notes.documents.markup import tokens
from notes.documents.source import Source


def text_of(formula: str) -> str:
    found = spelled_out(tokens(f"<math>{formula}</math>", is_xml=True))
    return "".join(token.value for token in found if token.kind in ("text", "said"))


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a + b)/c"),
        ("<msup><mi>x</mi><mrow><mn>2</mn></mrow></msup>", "x^2"),
        ("<msup><mi>e</mi><mrow><mo>-</mo><mi>x</mi></mrow></msup>", "e^(-x)"),
        ("<msub><mi>a</mi><mi>i</mi></msub>", "a_i"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x_1^2"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi>"
            "</munderover><mi>i</mi>",
            "∑_(i = 1)^n i",
        ),
        ("<msup><mi>sin</mi><mn>2</mn></msup><mi>x</mi>", "sin^2 x"),
        ("<mi>exp</mi><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>", "exp(x)"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x¯"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x + 1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "x^(1/3)"),
        (
            "<msup> <mfenced> <mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow> </mfenced> <mn>2</mn>"
            "</msup>",
            "(a + b)^2",
        ),
        ("<mfenced open='[' close=')'><mn>0</mn><mn>1</mn></mfenced>", "[0, 1)"),
        ("<mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow>", "(a)"),
        (
            "<msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mn>2</mn></msup>",
            "(a)^2",
        ),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", "sin x"),
        ("<mi>f</mi><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>)</mo>", "f(x, y)"),
        ("<mn>2</mn><mo>&#x2062;</mo><mi>x</mi>", "2x"),
        ("<mtext>if </mtext><mi>x</mi><mo>&lt;</mo><mn>0</mn>", "if x < 0"),
        (
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr>"
            "<mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable>",
            "a, b; c, d",
        ),
        ("<mfrac><mn>1</mn></mrow>", "1"),  # not well-formed: as it is
        ("<mrow>" * 5000 + "<mi>x</mi>" + "</mrow>" * 5000, "x"),
    ],
)
def test_formulas_on_a_line(formula: str, text: str) -> None:
    assert text_of(formula) == text


def test_what_comes_after_a_formula_that_is_never_closed_is_read() -> None:
    body = "<p>a <math><mi>x</mi> b</p>" + "<p>c</p>" * 4000
    found = reader.read(Source.of(epub({"c.xhtml": page(body)}))).text
    assert (found.count("c"), found[:6]) == (4000, "a x b\n")


def test_passages_around_signs_that_the_file_does_not_have_are_named_by_what_it_has() -> None:
    body = "<p>so <math><mfrac><mn>1</mn><mn>24</mn></mfrac></math> holds</p>"
    content = reader.read(Source.of(epub({"c.xhtml": page(body)})))
    assert content.text == "so 1/24 holds\n"
    for words, name in {
        "24": "epubcfi(/6/2!/4/2/2/2/4,/1:0,/1:2)",
        "holds": "epubcfi(/6/2!/4/2,/3:1,/3:6)",
    }.items():
        start = content.text.index(words)
        assert fragment_of(content, start, start + len(words)) == name
        assert passage_of(content, name) == (start, start + len(words))
