"""What mails quote, against who wrote it and when."""

from corpus.read import read


def test_what_a_mail_quotes_is_by_another_hand_and_of_another_day() -> None:
    """A mail answered twice is three documents, the last of them quoted with two marks."""
    body = (
        "No, that is out of date: 16 died.\n\nOn 7 May 2022, at 10:14, Jan Falk <jan@mill.test> wrote:\n"
        "> So far 14 dead.\n> They will tell us more.\n>\n> On Fri, May 6, 2022 at 9:01 PM Ada Moor <a@x.test> wrote:\n"
        ">> 12 dead, we hear.\n"
    )
    mail = b"Subject: Toll\r\nFrom: Ida Brenn <ida@x.test>\r\nDate: Mon, 9 May 2022 08:00:00 +0000\r\n\r\n"

    found = read("a.eml", mail + body.encode())

    assert [(d.name, d.text, d.metadata.source, d.metadata.published) for d in found] == [
        ("a.eml", "No, that is out of date: 16 died.", "Ida Brenn", "2022-05-09"),
        ("a.eml#2", "So far 14 dead.\nThey will tell us more.", "Jan Falk", "2022-05-07"),
        ("a.eml#3", "12 dead, we hear.", "Ada Moor", "2022-05-06"),
    ]


def test_a_forwarded_message_keeps_its_own_sender() -> None:
    body = (
        "See below.\n\n-----Original Message-----\nFrom: Jan Falk\nSent: 7 May 2022\nTo: All\nSubject: Toll\n\n14 dead."
    )

    found = read("a.eml", b"Subject: Fw\r\nFrom: ida@x.test\r\n\r\n" + body.encode())

    assert [(d.text, d.metadata.source, d.metadata.published) for d in found] == [
        ("See below.", "ida@x.test", None),
        ("14 dead.", "Jan Falk", "2022-05-07"),
    ]


def test_nothing_is_lost_of_a_mail_that_quotes_deeper_than_is_taken_apart() -> None:
    quoted = "".join(f"{'>' * depth} Hull {depth} was scrapped.\n" for depth in range(1, 40))

    found = read("a.eml", b"Subject: Hulls\r\nFrom: ida@x.test\r\n\r\nSee below.\n" + quoted.encode())

    told = "\n".join(document.text for document in found)
    assert len(found) == 20
    assert [depth for depth in range(1, 40) if f"Hull {depth} was scrapped." in told] == list(range(1, 40))
