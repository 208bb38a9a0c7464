"""transformers with its sources: which models there are it learns by reading its own folder.

Families of models that look at pictures or listen cannot embed our texts and stay out, a hundred
of them; so do the scripts by which its authors convert models.
"""

from pathlib import Path

from PyInstaller.utils.hooks import collect_submodules, get_package_paths

_OF_OTHER_MEDIA = ("image_processing_*", "video_processing_*", "feature_extraction_*")
_FOR_TEXTS_ALL_THE_SAME = ("auto", "embedding_gemma2", "gemma3")

_families = Path(get_package_paths("transformers")[1], "models")
# The gemmas have embedding models for texts.
_left_out = {
    folder.name
    for folder in _families.iterdir()
    if any(next(folder.glob(f"{kind}.py"), None) for kind in _OF_OTHER_MEDIA)
}.difference(_FOR_TEXTS_ALL_THE_SAME)


def _for_texts(name: str) -> bool:
    parts = name.split(".")
    family = parts[2] if parts[1:2] == ["models"] and len(parts) > 2 else ""
    return family not in _left_out and not parts[-1].startswith(("convert_", "modular_"))


module_collection_mode = "pyz+py"
hiddenimports = collect_submodules("transformers", filter=_for_texts, on_error="ignore")
