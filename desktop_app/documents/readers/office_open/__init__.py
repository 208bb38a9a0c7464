"""Word and PowerPoint documents since 2007."""
