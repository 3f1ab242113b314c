"""Page furniture on pages of several kinds, and prose that only sounds like it."""

import pytest

from corpus.furniture import find_furniture


def furniture_in(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_furniture(text)]


MAGAZINE = """Why the Harbour Is Silting Up

By Ann Lee, environment editor

A wide grey bay seen from above. Two dredgers lie at anchor

The outer harbour in spring. Photo: Per Lund/County Archive

The harbour has lost two metres of depth since 1990, and the port authority says that ships may have to \
wait for high tide within five years. Sand from the dredged channel drifts back faster than it is taken out.

Sand drifts back faster than it is taken out

Engineers blame the new breakwater. It slows the current by a third, according to a study of 2021.

Share this article

Facebook
Twitter
WhatsApp

The views expressed in this article are the author's own and do not reflect those of the magazine.

WRITTEN BY

Ann Lee

Environment Editor

View profile

Footnotes

Explore our related content"""


def test_a_magazine_page() -> None:
    assert furniture_in(MAGAZINE) == [
        "By Ann Lee, environment editor",
        "A wide grey bay seen from above. Two dredgers lie at anchor",
        "The outer harbour in spring. Photo: Per Lund/County Archive",
        "Sand drifts back faster than it is taken out",
        "Share this article",
        "Facebook",
        "Twitter",
        "WhatsApp",
        "The views expressed in this article are the author's own and do not reflect those of the magazine.",
        "WRITTEN BY",
        "Ann Lee",
        "Environment Editor",
        "View profile",
        "Footnotes",
        "Explore our related content",
    ]


NEWS_SITE = """Skip to content

We use cookies to improve your experience. By continuing to use this site you agree to our cookie policy.

The council approved the budget on Monday by nine votes to four. It sets aside 3 million euros for the school.

Advertisement

Sign up for our newsletter and get the best stories in your inbox every morning.

Opponents said the debt would grow. (Photo: City Hall)

You may also like

Read more

12 Comments

© 2024 County Times. All rights reserved.

Scroll to Top"""


def test_a_news_site() -> None:
    assert furniture_in(NEWS_SITE) == [
        "Skip to content",
        "We use cookies to improve your experience.",
        "By continuing to use this site you agree to our cookie policy.",
        "Advertisement",
        "Sign up for our newsletter and get the best stories in your inbox every morning.",
        "Opponents said the debt would grow. (Photo: City Hall)",
        "You may also like",
        "Read more",
        "12 Comments",
        "© 2024 County Times.",
        "All rights reserved.",
        "Scroll to Top",
    ]


PRINTED_REPORT = """Annual Report of the Ferry Board

The board met six times in the year and took eleven decisions on fares.

Page 1 of 3

Annual Report of the Ferry Board

Fares rose by four per cent in May.

Page 2 of 3

Annual Report of the Ferry Board

Passenger numbers fell to 210,000.

About the author

Ann Lee is a fellow of the Harbour Institute and writes on transport."""


def test_a_printed_report() -> None:
    assert furniture_in(PRINTED_REPORT) == [
        "Annual Report of the Ferry Board",
        "Page 1 of 3",
        "Annual Report of the Ferry Board",
        "Page 2 of 3",
        "Annual Report of the Ferry Board",
        "About the author",
        "Ann Lee is a fellow of the Harbour Institute and writes on transport.",
    ]


@pytest.mark.parametrize(
    "notice",
    [
        "Print Friendly, PDF & Email",
        "Back to top ↑",
        "Have a story you would like to tell us?",
        "Send your pitches to editors@example.org and we will reply within a week.",
        "Our guidelines for authors are available below.",
        "The opinions expressed here are those of the author and do not necessarily reflect our position.",
        "Follow us on Mastodon and Telegram",
        "FILE - In this Jan. 5, 2020 file photo, ships wait outside the harbour.",
        "Dockers at work. Courtesy of Harbour Museum",
        "The mayor at the opening. Getty Images",
        "Click here to download the report.",
        "This article was originally published in the Harbour Review.",
        "5 min read",
    ],
)
def test_notices(notice: str) -> None:
    body = "The harbour has lost two metres of depth since 1990. Nobody knows why."
    assert "".join(furniture_in(f"{body}\n\n{notice}\n\n{body} It is so.")).startswith(notice[:-1])


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell by 3 per cent after the attack.",
        "They share a border, a language and a long history of smuggling.",
        "Photos of the wreck were published in print and online.",
        "The photo was taken by a fisherman at 5 a.m.",
        "Print runs fell to 12,000 copies in 2019.",
        "Only 40 people subscribe to the newsletter, the editor admitted.",
        "Subscribers to the newsletter were told about the cookies that the site uses.",
        "The minister said that the views expressed by the committee did not reflect government policy.",
        "The opinions expressed in the poll do not represent the whole country.",
        "Twitter said it had removed 1,000 accounts.",
        "Written by hand in 1791, the letter names three witnesses.",
        "By Monday, Ann Lee had found four more bodies.",
        "The authors send proposals to the ministry every spring.",
        "Email from the port was read to the court.",
        "(c) The owner must keep a list of the crew.",
        "Copyright law was changed in 2021.",
        "The image, by contrast, shows 12 ships.",
        "Getty gave 4 million dollars to the museum.",
        "The top of the page was torn off.",
        "Follow-up talks on the border opened in Geneva.",
        "More than 60 people died",
        "Credit: 5 million euros",
        "Tagged birds: 120",
        "About 500 were injured",
        "149",
    ],
)
def test_prose_that_only_mentions_such_things_is_no_furniture(sentence: str) -> None:
    assert furniture_in(f"{sentence}\n\nThe harbour has lost two metres of depth since 1990. Nobody knows.") == []
    assert furniture_in(f"The harbour lost two metres of depth. {sentence} It was so for years.") == []


def test_a_line_that_says_something_of_its_own_is_no_pull_quote() -> None:
    body = "The ferry accident in the northern strait killed 41 people on Monday night, officials said."
    for line in (
        "The ferry accident in the northern strait killed 43 people",
        "The ferry accident in the northern strait never killed people",
        "The bus accident near the southern border killed nobody",
    ):
        assert furniture_in(f"{line}\n\n{body}") == []


def test_of_two_equal_paragraphs_neither_is_lost() -> None:
    text = "The ferry sank in the northern strait.\n\nNobody was hurt.\n\nThe ferry sank in the northern strait."
    assert furniture_in(text) == []


def test_the_lines_of_a_log_are_not_pull_quotes_of_each_other() -> None:
    lines = [f"Connection to host number {i} failed and will be retried" for i in range(200)]
    assert furniture_in("\n".join(lines) + "\n\nNobody looked. " + lines[7] + " twice.") == []


def test_list_items_and_rows_are_no_share_bars() -> None:
    text = "The thieves took:\n\n- Email\n- Mail\n\n| Print | Copy |\n| Email | Mail |\n"
    assert furniture_in(text) == []


def test_a_text_that_would_be_all_furniture_has_none() -> None:
    assert find_furniture("Share this article\n\nScroll to Top\n") == ()
    assert find_furniture("") == ()


def test_a_line_that_only_names_what_follows_is_a_heading() -> None:
    """As web pages and Word documents have them, unmarked; what gives a figure, a label or an item of a list is not."""
    text = (
        "The fire was out by noon.\n\nSprinklers\n\nThey were out of order that night.\n\n"
        "DEATH OF MR BRANDVIK\n\nHe died in his sleep, the doctor said.\n\n"
        "Dead: 14\n\nMost of them were asleep.\n\nSeats won 33\n\nThe League gave a dinner.\n\n"
        "- Sprinklers\n\nNothing was found.\n\nNo trace of arson"
    )

    assert furniture_in(text) == ["Sprinklers", "DEATH OF MR BRANDVIK"]
