"""Keys, and what leaves this computer: the way out, who said yes to it, and what was sent."""
