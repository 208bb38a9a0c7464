"""Words for people: translations, and amounts as each language writes them."""
