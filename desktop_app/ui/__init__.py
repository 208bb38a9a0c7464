"""The window. Qt is imported here and in ``desktop_app.app`` only; nothing heavy is."""
