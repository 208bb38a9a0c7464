"""transformers with its sources: which models there are it learns by reading its own folder.

Which of them are taken along is told by ``contents.module_belongs``.
"""

import contents
from PyInstaller.utils.hooks import collect_submodules

module_collection_mode = "pyz+py"
hiddenimports = collect_submodules(
    "transformers", filter=contents.module_belongs, on_error="ignore"
)
