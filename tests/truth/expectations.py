"""What an honest reviewer says about each kind of planted pair, and why more than one answer is."""

from __future__ import annotations

from tests.truth.model import NONE, Expected, Removal

IDENTICAL_FILE = "identical_file"
IDENTICAL_TEXT = "identical_text"
NEAR_DUPLICATE = "near_duplicate"
CONTAINS = "contains"
SAME_TEMPLATE = "same_template"
POSSIBLE = "possible"
RELATED = "related"


def _expected(relation: str, *also: str, removal: Removal = Removal.EITHER) -> Expected:
    return Expected(relation, frozenset(also), removal)


SAME_BYTES = _expected(IDENTICAL_FILE)
SAME_TEXT = _expected(IDENTICAL_TEXT)
# A message has a subject, a sender and a date besides the text: both are true.
SAME_TEXT_IN_A_MESSAGE = _expected(IDENTICAL_TEXT, NEAR_DUPLICATE)
# A few letters are misread in every scan; how many decides between the three.
SCAN_OF_IT = _expected(NEAR_DUPLICATE, IDENTICAL_TEXT, POSSIBLE)
# Capitals lose nothing but emphasis; lines broken elsewhere nothing at all.
OTHER_LAYOUT = _expected(IDENTICAL_TEXT, NEAR_DUPLICATE)
EDITED = _expected(NEAR_DUPLICATE)
REORDERED = _expected(NEAR_DUPLICATE)
# Half a document or more: it is contained, and one may also say it is most of a copy. The whole
# must stay.
CUT_SHORT = _expected(CONTAINS, NEAR_DUPLICATE, removal=Removal.SECOND)
# The wrapped document holds the other; where what was added counts for nothing, they are copies.
WRAPPED = _expected(CONTAINS, NEAR_DUPLICATE)
NOISY = _expected(NEAR_DUPLICATE)
# Hardly readable: nobody should call it certain, and nobody can say that nothing is lost.
POOR_SCAN = _expected(POSSIBLE, NEAR_DUPLICATE, removal=Removal.NEITHER)
QUOTED = _expected(CONTAINS, removal=Removal.SECOND)
# A clause in common is worth showing as related; the contracts are not copies.
ONE_CLAUSE = _expected(NONE, RELATED, removal=Removal.NEITHER)

COPY_OF_A_CIRCULAR = _expected(NEAR_DUPLICATE, IDENTICAL_TEXT)
# Written to someone by name: a copy with an edit to most, another letter to the person named.
CIRCULAR_BY_NAME = _expected(NEAR_DUPLICATE, SAME_TEMPLATE)

FILLED_IN = _expected(SAME_TEMPLATE, removal=Removal.NEITHER)
# Filled in with so much that the form is not most of it: saying nothing is honest, too.
FILLED_IN_AT_LENGTH = _expected(NONE, SAME_TEMPLATE, RELATED, removal=Removal.NEITHER)
COMMON_MARGINS = _expected(NONE, RELATED, removal=Removal.NEITHER)
# Letterhead and disclaimer are most of both: one template to some, unrelated to most.
MOSTLY_MARGINS = _expected(NONE, RELATED, SAME_TEMPLATE, removal=Removal.NEITHER)
# Two versions of one text: near by all measures, and never the same.
TURNED_MEANING = _expected(NEAR_DUPLICATE, SAME_TEMPLATE, removal=Removal.NEITHER)
SWAPPED_PARTIES = _expected(NEAR_DUPLICATE, SAME_TEMPLATE, removal=Removal.NEITHER)
# A reply quotes all before it; with a long past and a short reply, it is also most of a copy.
QUOTES_ALL_BEFORE = _expected(CONTAINS, NEAR_DUPLICATE, removal=Removal.SECOND)
SAY_NOTHING = _expected(NONE, removal=Removal.NEITHER)
# Equal bytes, but of a word or two: alike by chance, or a copy; one may say so or not.
SAY_HARDLY_ANYTHING = _expected(NONE, IDENTICAL_FILE, IDENTICAL_TEXT, RELATED)
OTHER_NUMBERS = _expected(NONE, RELATED, SAME_TEMPLATE, removal=Removal.NEITHER)

# The memo says that the opinion is wrong: whoever keeps only the memo has another document.
QUOTED_AS_WITHDRAWN = _expected(CONTAINS, removal=Removal.NEITHER)
# A revision, however short the text: a form shows by several values, or by its other uses.
ONE_VALUE = _expected(NEAR_DUPLICATE, removal=Removal.NEITHER)
CANCELLED = _expected(NEAR_DUPLICATE, SAME_TEMPLATE, removal=Removal.NEITHER)
SAME_VALUES = _expected(NEAR_DUPLICATE, IDENTICAL_TEXT)
# What comes first may matter.
SORTED = _expected(NEAR_DUPLICATE, removal=Removal.NEITHER)
# Pages repeat their header and footer, which the other says once or not at all.
PRINTED = _expected(NEAR_DUPLICATE, IDENTICAL_TEXT)
LINE_PUT_IN = _expected(NEAR_DUPLICATE, CONTAINS, removal=Removal.SECOND)
ATTACHED = _expected(CONTAINS, NEAR_DUPLICATE, removal=Removal.NEITHER)
