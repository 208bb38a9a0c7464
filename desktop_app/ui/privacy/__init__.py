"""Keys, consent and what was sent: the windows in which a person is asked and told."""
