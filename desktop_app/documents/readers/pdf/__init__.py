"""PDF by PDFium: text, fields, remarks, attached files, which pages are scans."""
