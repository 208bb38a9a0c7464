"""Forms: the text that all who use one have in common, with slots for what they fill in."""

from __future__ import annotations

INVOICE = """Invoice {invoice}

{customer}, {house}, {town}

Invoice date {date}. Customer number {account}. Our order {order}. Please quote the invoice number
with every payment and in all letters.

{items}

Net total {net}. Value added tax at 20 per cent {tax}. Total due {total}.

Payment is due within thirty days of the invoice date without deduction, to our account at the
Ravenscar Savings Bank, sort code 20-41-77, account 40882216. After that day we charge interest at
eight per cent above base rate and a fee of £12 for each reminder. Goods remain our property until
they have been paid for in full. Complaints about visible defects must reach us in writing within
eight working days of delivery; otherwise the delivery counts as accepted. Returns are taken back
only in the original packing and after we have been told of them. Our general terms of sale and
delivery apply, which we are happy to send you on request.

Oakley Office Supplies Ltd, 7 Foundry Row, Ravenscar. Registered in Ravenscar, number 2208841. Tax
number GB 448 2210 17. Managing directors: Delia Thorne, Miles Quayle. Thank you for your order.
"""

FORM = """Application for a parking permit for residents

1. About you. Surname: {surname}. First name: {forename}. Date of birth: {born}. Address: {house},
{town}. Telephone: {phone}.

2. About your vehicle. Registration: {plate}. Make and colour: {car}. The vehicle is registered in
the name of the applicant or of a member of the same household, or it is provided by an employer,
whose written confirmation must be enclosed with this form.

3. Which zone. Zone: {zone}. Permit wanted from: {start}. A permit is valid for twelve months in
one zone only and gives no right to a particular space. It must be placed behind the windscreen so
that the number can be read from outside. Where roads are closed for works, markets or
processions, the permit is not valid on the days in question, and no part of the fee is paid back.

4. Declaration. I declare that the particulars given above are complete and true. I know that a
permit obtained by false statements can be withdrawn at any time without compensation, and that I
must return it within seven days if I move house, sell the vehicle or no longer need it. I have
taken note of how the council uses my data: they are kept for two years after the permit has
ended, are passed on to the enforcement service only, and can be seen by me on request.

5. Enclosures: copy of the registration document, proof of address not older than three months.
The fee of £48 is payable on collection. Applications that are not complete are sent back.

Place and date: {town}, {signed}. Signature: {forename} {surname}

For office use. Received by: {clerk}. Permit number: {permit}.
"""

LEASE = """Tenancy agreement for a furnished flat

between {landlord}, {landlord_house}, {town} (the landlord) and {tenant}, at present of
{tenant_house}, {tenant_town} (the tenant).

1. The flat. The landlord lets to the tenant flat number {flat} at {house}, {town}, with the
furniture shown in the inventory, which both sides sign on the day the keys are handed over. The
tenant may use the laundry room and the garden together with the other residents of the house.

2. Term. The tenancy begins on {start} and runs for twelve months. It is then prolonged from month
to month until one side ends it in writing, giving one month's notice to the end of a month. The
right to end it at once for a serious reason is not affected.

3. Rent. The rent is {rent} a month and is due in advance on the third working day of each month.
Heating and water are paid for separately, by monthly advances of {advance}, and are settled once
a year according to what was used. If the tenant is in arrears with two months' rent, the landlord
may end the tenancy without notice.

4. Deposit. The tenant pays a deposit of {deposit} before the keys are handed over. The landlord
keeps it apart from the landlord's own money, and pays it back with interest within six weeks
after the flat has been returned in good order, less what the landlord may still claim.

5. Use. The flat is let as a home. Subletting, taking in lodgers and running a business from the
flat need the landlord's consent in writing. Pets other than small animals kept in cages need it,
too. The tenant keeps quiet between ten at night and seven in the morning and follows the house
rules.

6. Repairs. The tenant reports damage without delay, lets workmen in by appointment, and pays for
small repairs up to £75 each and £200 a year. All other repairs are a matter for the landlord. The
tenant may not alter the electrical wiring, the locks or the walls.

7. End of the tenancy. The flat is returned swept clean, with all keys, in the state in which it
was taken over but for fair wear. Holes in walls are filled. What the tenant leaves behind may be
cleared at the tenant's cost after two weeks.

8. Other terms. Nothing else has been agreed; changes must be made in writing. Should a term be
void, the others remain in force. Each side has received a copy.

{town}, {signed}. {landlord}, {tenant}
"""

REPORTS = (
    """Monthly report of the emergency department, {month} 2023

In {month}, {n1} patients came to the department, {n2} of them by ambulance. The average time
until a doctor saw them was {n3} minutes; {n4} per cent were seen within the target of one hour.
{n5} patients left before they had been treated. Of those treated, {n6} were admitted, most of
them to the medical wards, and {n7} were referred to their own doctor.

Staffing. {n8} nursing shifts had to be covered by an agency, at a cost of £{n9}. Sickness stood
at {n10} per cent. Training took place as planned, and all new members of staff have completed
their induction. The rota for the coming month is complete but for {n11} night shifts, for which
volunteers are being sought among the permanent staff before the agency is asked again.

Complaints and incidents. {n12} complaints were received, {n13} of which concerned waiting times.
{n14} incidents were reported, none of them with lasting harm. All have been discussed at the
weekly round, and where something could be learnt from them, the instructions at the front desk
were changed.

Finance. Spending on drugs and dressings came to £{n15}, against a budget of £{n16}. The
difference is due to the price of infusions, about which the purchasing department is in talks
with the supplier. The equipment in bays one to six was serviced; the second ultrasound device is
still out of order.
""",
    """Fund report for {month} 2023

The fund's price stood at £{n1}.{n2} at the end of {month}. Over the month it changed by {n3}
hundredths of a per cent, while its benchmark changed by {n4}. Assets came to £{n5} million, held
by {n6} investors; subscriptions of £{n7} thousand stood against redemptions of £{n8} thousand.

Positions. The manager continues to prefer companies with low debt and steady dividends. Industry
made up {n9} per cent of the portfolio, health care {n10}, consumer goods {n11} and utilities
{n12}; the rest was held in cash. {n13} shares were bought and {n14} sold, most of them in small
steps in order not to move prices. No position exceeds the limit of five per cent laid down in the
prospectus.

Costs. Charges to the fund were £{n15} thousand, trading costs £{n16} thousand. There is no fee
that depends on performance. The price of a unit may fall as well as rise, and past results are no
guide to the future. The prospectus, the key facts and the last annual report can be had free of
charge from the management company, and should be read before units are bought.
""",
)

API_PAGE = """Class {name}

{summary}

Inherits from {base}. Defined in module {module}. This page was generated from the source; edits
made here are lost. See the index of modules, the list of classes and the search page for more.

Constructor {name}({args}). Creates a new object. Arguments without a default must be given.
Raises ValueError if an argument is out of range and TypeError if it is of the wrong type.

{methods}

Inherited methods: close, copy, describe, freeze, is_open, reset, to_dict, to_json, update,
validate. These behave as described for {base}. Objects of this class can be compared, hashed and
pickled, and are safe to use from several threads as long as only one of them writes.
"""
