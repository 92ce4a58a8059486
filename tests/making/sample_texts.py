"""The words of the PDF and the EPUB among the samples: our own, on the subject of the others."""

EDITORS = "The Commonplace editors"
DATE = "2026-11-22"

PDF_TITLE = "Counting a friendship: which figure is which"
# Headings begin with `#`; everything else is a paragraph.
PDF_TEXT = (
    "Five texts in this library agree that China and Russia trade more than they used to. They "
    "do not agree on how much more, or on what is being counted. This paper puts their amounts "
    "side by side, says what each one seems to measure, and ends with three questions to ask of "
    "any number that turns up in an article about the partnership. Nothing in it is new research; "
    "it is an exercise in reading.",
    "# 1 Five texts, four kinds of amounts",
    "The opinion column by Viktor Kaspruk, published by Espreso in February 2025, names no amount "
    "at all. Its argument rests on intentions: one government is said to use the other. The report "
    "of the Kremlin talks in May 2025, which tells what Reuters had heard there, is nearly as "
    "sparing. It speaks of a substantial increase of trade and investment that the two presidents "
    "want to see by 2030, without saying from where the increase is to be measured.",
    "The other three texts count, each in its own way. The unsigned essay of 2023 gives a growth "
    "rate for half a year (40.7 percent), imports of fuel for two whole years (52.1 and 81 billion "
    "dollars), and a sum for five months (93.8 billion). The article on unilateralism gives the "
    "year 2024 as 244.8 billion dollars. The text without a name rounds the same year to 245 "
    "billion, and adds that this was 1.9 percent more than in the year before.",
    "# 2 What can be checked with a pencil",
    "Some of the figures can be compared without any other source. If 2024 came to 244.8 billion "
    "and was 1.9 percent above 2023, then 2023 must have come to about 240.2 billion. The essay's "
    "five months of that year, at 93.8 billion, make 18.8 billion a month; twelve such months would "
    "be 225 billion. The second half of 2023 was therefore stronger than the first, or one of the "
    "three numbers is wrong. Both explanations are possible, and the texts do not help to decide "
    "between them.",
    "Fuel can be compared with the total as well. Imports of oil, coal and gas worth 81 billion in "
    "2022 would be a third of the exchange of a later year, although everybody calls energy the "
    "heart of the matter. Either the rest is larger than its reputation, or prices matter more than "
    "barrels. A barrel sold at a discount counts for less in dollars, while it burns as well as any "
    "other.",
    "# 3 What cannot be checked here",
    "Three things are missing from all five texts. None says whether its amounts are in current "
    "dollars, or how roubles and yuan were converted, although much of the trade is now settled in "
    "these currencies. None separates goods from services. And none compares the partnership with "
    "the other partnerships of either side, so that a reader cannot tell a large number from a "
    "large country. A sum of 245 billion looks different beside the several hundred billion that "
    "China exchanges with each of its largest customers.",
    "There is also the matter of direction. An increase of 1.9 percent in 2024 followed years of "
    "growth in double digits, and the unnamed text speaks of a decline in recent months under the "
    "threat of American sanctions. A partnership that is called unlimited may have reached a limit "
    "set by banks rather than by presidents. Whoever cites the growth of 2023 in order to describe "
    "2025 cites the wrong year.",
    "# 4 Three questions",
    "First: is it a stock or a flow, a total or a difference? The essay calls 93.8 billion a gain, "
    "and it is almost certainly a total. Second: which months? Half a year compared with the same "
    "half of a weak year gives a spectacular rate, and a modest sum. Third: who counted? Customs "
    "offices on the two sides of a border seldom report the same figure for the same goods, because "
    "one includes freight and insurance and the other does not.",
    "A highlight is a good place for such a question. Mark the number, write the question beside "
    "it, and give it a tag such as figures; after some weeks of reading, the list of notes under "
    "that tag is the beginning of a table. The page numbers of this paper are there for the same "
    "reason: a number that cannot be found again cannot be checked.",
)

EPUB_TITLE = "Four voices on one partnership"
EPUB_SUBTITLE = "A reader's booklet"
# Chapters: title, and paragraphs; `[^n]` refers to the chapter's n-th note, `{p}` begins page p.
EPUB_CHAPTERS = (
    (
        "How to use this booklet",
        (
            "{1}Four people talk past each other in this booklet. They are not real people: each "
            "stands for a way of writing about China and Russia that occurs in the other texts of "
            "this library, and each was given the strongest case that those texts allow. Read them "
            "in any order. The notes say which text a voice leans on.",
            "Try the outline as you read: the chapters are listed there, and so are the pages of "
            "the printed edition that this booklet pretends to have had. A passage that you cite "
            "from here comes with its page.",
        ),
        (),
    ),
    (
        "The prosecutor",
        (
            "{2}For the prosecutor there is a plan, and the plan is written down. When an official "
            "newspaper in Beijing reports that two leaders wish to cooperate in practice, the "
            "prosecutor asks what the practice has been, and points to the war in Ukraine.[^1] A "
            "state that calls itself neutral and buys what pays for the attack is, on this view, "
            "a party to it.",
            "The strength of the case is its refusal to take words at their price. Its weakness is "
            "that nothing could refute it. If the two governments meet, they conspire; if they do "
            "not, they conspire quietly. The prosecutor also moves quickly from Ukraine to Taiwan "
            "and from there to the Arctic, and a reader should stop at each of these stations and "
            "ask for evidence.",
        ),
        (
            "Compare the sample on Viktor Kaspruk's column of February 2025, which names its target in the title.",
        ),
    ),
    (
        "The diplomat",
        (
            "{3}The diplomat listens to what was agreed. In May 2025 there was a long joint "
            "statement; it promised closer ties in every field, the armed forces among them, and it "
            "used the phrase “friends of steel”.[^1] Anniversaries matter to the diplomat: eighty "
            "years after the end of the war, who stands on which platform is a message in itself.",
            "This voice is careful, and careful voices are useful. It distinguishes an alliance, "
            "which obliges, from a partnership, which does not. But it tends to treat a text that "
            "two governments have signed as if it described the world. What a statement leaves out, "
            "such as any obligation to fight, may be the most important thing in it.",
        ),
        (
            "The phrase is in the sample that was scraped from a news page; search for it with the quotation marks.",
        ),
    ),
    (
        "The merchant",
        (
            "{4}The merchant has no opinion about world order and keeps a ledger. Fuel went one "
            "way; cars, chips and machine tools went the other; in 2024 the two sides of the "
            "account came to some 245 billion dollars.[^1] Sanctions did not create this trade, "
            "says the merchant, they only removed the competition.",
            "Ledgers have limits. They show that Russia depends on one customer far more than that "
            "customer depends on it, and they do not show what either would give up for the other. "
            "The merchant is surprised when a bank stops a payment for reasons that are found in no "
            "price list.[^2]",
            "{5}Still, whoever wants to contradict the merchant has to bring numbers, and that is "
            "a good habit to be forced into.",
        ),
        (
            "For the arithmetic behind this amount see the sample paper “Counting a friendship”.",
            "Several texts speak of a decline in the months after new American measures were threatened.",
        ),
    ),
    (
        "The historian",
        (
            "{6}The historian has seen this before, and distrusts everyone who has not. There was "
            "an alliance once, in the years of a common creed, and it ended in shots across a "
            "frozen river. Treaties of friendship were signed for decades and broken within "
            "one.[^1] In the historian's account the present warmth has a date on both ends.",
            "Against this stands the fact that the causes have changed. The old quarrel was about "
            "who led a movement; nobody claims to lead anything together now. Two states that want "
            "little from each other except trade and a quiet border may go on for a long time. The "
            "historian knows how things ended, which is not the same as knowing how they end.",
        ),
        (
            "The sample on the axis column recalls Nixon, Kissinger and the break between the two parties.",
        ),
    ),
)
