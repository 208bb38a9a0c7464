"""torch without its test suites, headers and sources.

PyInstaller's own hook takes every module and every source file. Imports inside functions are
followed anyway; what is left is loaded by name.
"""

from PyInstaller.utils.hooks import (
    PY_DYLIB_PATTERNS,
    collect_data_files,
    collect_dynamic_libs,
    collect_submodules,
)

hiddenimports = [
    *collect_submodules("torch._dynamo", on_error="ignore"),  # the polyfills go by name
    "torch._inductor",
    "torch._meta_registrations",
    "torch._export",
    "torch.onnx",
    "torch.onnx.operators",
    "torch.testing._internal",  # torch.utils.checkpoint
]
datas = collect_data_files("torch", subdir="bin", includes=["torch_shm_manager*"])
# torch reads the comments in its own settings, and the sources of what is overloaded.
_READ = ["**/config.py", "**/_config.py", "**/config_comms.py", "functional.py"]
_READ += ["nn/functional.py", "nn/modules/rnn.py"]
datas += collect_data_files("torch", include_py_files=True, includes=_READ)
# Of several of them torch knows the names only: libtorch_global_deps, libshm.
binaries = collect_dynamic_libs("torch", search_patterns=[*PY_DYLIB_PATTERNS, "*.so.*"])
# torch looks for its own folder by where its libraries lie: no links to them elsewhere.
bindepend_symlink_suppression = ["**/torch/lib/*.so*"]
