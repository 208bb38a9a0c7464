"""Messages with what is attached to them, mailboxes, saved web pages."""
