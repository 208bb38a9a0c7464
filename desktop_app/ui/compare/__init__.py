"""Two documents side by side, word by word: widgets fed with rows that were aligned before."""
