"""Late fees on unpaid bills: a small calculator for the accounts department.

A reminder goes out after 30 days and costs nothing. From day 45 on interest is charged for each
day, and from day 60 on a fixed sum besides, depending on the amount of the bill.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

FREE_DAYS = 45
YEARLY_RATE = Decimal("0.0825")  # eight points above the base rate of 0.25 %
FIXED_SUMS = ((Decimal("10000"), 100), (Decimal("1000"), 70), (Decimal("0"), 40))


@dataclass(frozen=True)
class Bill:
    number: str
    amount: Decimal
    issued: date


def interest(bill: Bill, today: date) -> Decimal:
    """Return the interest owed on a bill, rounded to pence."""
    days = max(0, (today - bill.issued).days - FREE_DAYS)
    owed = bill.amount * YEARLY_RATE * days / 365
    return owed.quantize(Decimal("0.01"), ROUND_HALF_UP)


def fixed_sum(bill: Bill, today: date) -> Decimal:
    """Return the compensation for the work of collecting, which the law allows once."""
    if (today - bill.issued).days < 60:
        return Decimal("0.00")
    for least, compensation in FIXED_SUMS:
        if bill.amount >= least:
            return Decimal(compensation)
    return Decimal("0.00")


def total_due(bill: Bill, today: date) -> Decimal:
    """Return everything that the customer has to pay today."""
    return bill.amount + interest(bill, today) + fixed_sum(bill, today)


if __name__ == "__main__":
    example = Bill("24031", Decimal("1392.00"), date(2024, 1, 29))
    print(total_due(example, date(2024, 4, 30)))
