"""What stands around the text of many documents: letterheads, disclaimers, footers, headers."""

from __future__ import annotations

from tests.truth.prose import Author

GREETINGS = (
    "Dear residents,", "Dear neighbours,", "Dear all,", "To all households,", "Dear tenants,",
    "Good morning,", "Dear members of our community,", "To whom it may concern,",
)  # fmt: skip
POSTSCRIPTS = (
    "A copy of this letter hangs in the hall.",
    "P.S. Large print is available from reception.",
    "Please pass this on to those who have no letter box of their own.",
)
_DISCLAIMER = (
    "This message and any files sent with it are [confidential|private] and meant solely for the"
    " person or company to whom they are addressed. If you have received it in error, please tell"
    " {firm} at once and delete it from your system; you may not copy it or pass on what it says"
    " to anyone else. Views expressed in it are those of the writer and need not be those of the"
    " firm. Although we check everything for viruses before it leaves our network, we accept no"
    " liability for any damage caused by a virus that was transmitted all the same. {firm} is"
    " registered in {town} under number {number}{number}; a list of its members may be inspected"
    " at the registered office, {house}, {town}. We are regulated by the Board for Professional"
    " Conduct, whose rules can be read at its offices on any working day. Telephone calls may be"
    " recorded for training and to settle disputes."
)
_LETTERHEAD = (
    "{firm} · {house} · {town} · Telephone 0{number} {number}{number} · office hours Monday to"
    " Friday, nine to five · members of the {town} Chamber of Commerce · established in 19{year}"
)
_BANK = (
    "Bank: {town} Savings Bank, sort code {year}-{year}-{year}, account {number}{number}{year}. Tax"
    " number {ref}. Directors: {name}, {name}. Our general terms apply to all services, and are"
    " sent to you on request."
)
_NEWSLETTER_FOOTER = (
    "You receive this newsletter because you [signed up|registered] at one of our events or on our"
    " website. We send it six times a year, and your address is used for nothing else. If you would"
    " rather not hear from us, write to newsletter@{town}.example or return the card that came with"
    " the printed edition, and we will take you off the list within ten days. Contributions are"
    " welcome: texts of up to three hundred words, with a picture if there is one, should reach the"
    " editors by the middle of the month before. The editors are {name} and {name}; printed on"
    " recycled paper by {firm}. Opinions are those of their authors. All rights reserved, but"
    " schools and libraries may copy single pages for their own use."
)


def disclaimer(author: Author) -> str:
    """Return a paragraph of about 170 words that a firm puts below its messages."""
    grammar = author.grammar({"firm": author.grammar().phrase("{firm}")})
    return grammar.text(_DISCLAIMER)


def letterhead(author: Author) -> str:
    """Return the line above a firm's letters."""
    year = str(author.random.randint(20, 98))
    return author.grammar({"year": year}).phrase(_LETTERHEAD)


def bank_details(author: Author) -> str:
    """Return the line below a firm's letters."""
    year = str(author.random.randint(20, 98))
    return author.grammar({"year": year}).phrase(_BANK)


def newsletter_footer(author: Author) -> str:
    """Return a paragraph of about 150 words that ends every issue."""
    return author.grammar().text(_NEWSLETTER_FOOTER)


def forwarding(author: Author, subject: str) -> tuple[str, ...]:
    """Return what a mail program puts above a message that is passed on."""
    grammar = author.grammar()
    lines = [
        "-----Original Message-----",
        grammar.phrase("From: {name} <office@{town}.example>"),
        grammar.phrase("Sent: {weekday}, {date}"),
        grammar.phrase("To: {name}; {name}"),
        f"Subject: {subject}",
    ]
    return grammar.text("[for your information|please see below], {name}"), "\n".join(lines)
