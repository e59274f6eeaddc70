"""How many papers belong to one expenditure, and where they lie."""

FOLDER = "funds"
MOST_PAPERS = 8
