"""Sentences of which one word turns the meaning, and agreements whose parties can be swapped."""

from __future__ import annotations

TURNED = (
    (
        "When the tenancy ends, the landlord shall return the deposit in full.",
        "When the tenancy ends, the landlord shall keep the deposit in full.",
        "en",
    ),
    (
        "On balance there is strong evidence that the tablets shorten the illness.",
        "On balance there is weak evidence that the tablets shorten the illness.",
        "en",
    ),
    (
        "Members of staff may take company laptops abroad during their holidays.",
        "Members of staff may not take company laptops abroad during their holidays.",
        "en",
    ),
    (
        "Either side can end this agreement by giving 30 days notice in writing.",
        "Either side can end this agreement by giving 90 days notice in writing.",
        "en",
    ),
    (
        "In the light of these findings the dose should be increased from tomorrow.",
        "In the light of these findings the dose should be reduced from tomorrow.",
        "en",
    ),
    (
        "The prices set out in the annex include the tax and the cost of delivery.",
        "The prices set out in the annex exclude the tax and the cost of delivery.",
        "en",
    ),
    (
        "The balance is payable before the goods have been inspected by the surveyor.",
        "The balance is payable after the goods have been inspected by the surveyor.",
        "en",
    ),
    (
        "The lump on the left side was found to be benign and needs no further care.",
        "The lump on the left side was found to be malignant and needs no further care.",
        "en",
    ),
    (
        "Having heard both sides, the committee accepts the claim of the applicant.",
        "Having heard both sides, the committee rejects the claim of the applicant.",
        "en",
    ),
    (
        "All risks in transit are borne by the buyer from the moment of loading.",
        "All risks in transit are borne by the seller from the moment of loading.",
        "en",
    ),
    (
        "The operation is to be carried out on the left knee under general anaesthetic.",
        "The operation is to be carried out on the right knee under general anaesthetic.",
        "en",
    ),
    (
        "Data of former customers are always passed on to the companies of the group.",
        "Data of former customers are never passed on to the companies of the group.",
        "en",
    ),
    (
        "Der Mieter darf die Wohnung ohne Zustimmung der Eigentümerin untervermieten.",
        "Der Mieter darf die Wohnung nur mit Zustimmung der Eigentümerin untervermieten.",
        "de",
    ),
    (
        "Die Anzahlung ist bei einem Rücktritt vom Kauf vollständig zurückzuzahlen.",
        "Die Anzahlung ist bei einem Rücktritt vom Kauf keinesfalls zurückzuzahlen.",
        "de",
    ),
)
"""Before, after, language."""

SWAPPED = (
    (
        "The parties to this agreement are {a} and {b}.",
        "{a} pays to {b} the sum of £48,000 in four equal parts.",
        "{b} hands over the machines free of charge once {a} has paid the last part.",
        "If {a} is late by more than ten days, {b} may withdraw and keep what was paid.",
    ),
    (
        "{a} lends to {b} the amount of £125,000 for three years at four per cent.",
        "As security, {b} assigns to {a} its claims against all customers.",
        "{b} reports to {a} on its figures each quarter.",
    ),
    (
        "{a} buys all shares that {b} holds in the joint company.",
        "{b} warrants to {a} that the accounts are complete.",
        "For two years {b} may not compete with {a} in the county.",
        "{a} takes over the staff of the joint company; {b} bears the cost until the end of May.",
    ),
    (
        "{a} appoints {b} as its agent for the northern counties.",
        "{b} earns a commission of six per cent on every sale that {a} concludes there.",
        "{a} may end the appointment at any time, {b} only at the end of a year.",
    ),
    (
        "In settlement of the dispute {a} withdraws its claim against {b}.",
        "{b} pays the costs of {a} up to £9,500 and admits no liability.",
        "{a} will not repeat the statements about {b} of which {b} has complained.",
    ),
)
"""Terms of agreements; "{a}" and "{b}" are the parties."""
