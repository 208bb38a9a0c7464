"""Text, sheets and slides of LibreOffice and its kin."""
