"""transformers with its sources: which models there are it learns by reading its own folder."""

from PyInstaller.utils.hooks import collect_submodules


def _for_texts(name: str) -> bool:
    last = name.rsplit(".", 1)[-1]
    return not last.startswith(("convert_", "modular_"))


module_collection_mode = "pyz+py"
hiddenimports = collect_submodules("transformers", filter=_for_texts, on_error="ignore")
