"""sentence-transformers imports the parts of a model by the names in its modules.json."""

from PyInstaller.utils.hooks import collect_submodules

hiddenimports = collect_submodules("sentence_transformers", on_error="ignore")
