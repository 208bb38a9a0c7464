"""What the frozen program starts with; the same for the window, the commands and the children."""

import sys

from desktop_app.program import restore_environment

restore_environment()

from desktop_app.__main__ import main  # noqa: E402

sys.exit(main())
