"""How everything looks: colours, sizes, the style sheet and the icons."""
