"""Word and PowerPoint documents before 2007."""
