"""Whether a model has a fast mode on this computer: found out once, by trying it, and kept.

Trying starts the model in a child process, a matter of seconds; what came of it holds until the
model, the processor, the device or torch is another.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from desktop_app.embedding import catalogue
from desktop_app.embedding.computer import this_computer
from desktop_app.embedding.precision import FAST, split_fast
from desktop_app.errors import NoFastMode
from desktop_app.json_file import read_object, write_object
from desktop_app.paths import user_data_dir
from desktop_app.settings import Device

# Measured with the default model on real passages: .9991 and .975. The probe refuses below .997.
FIDELITY: Final = (
    "8-bit numbers: with the default model, mean cosine of its vectors to the exact ones .999, and"
    " about 97 in 100 of the ten best hits of a search the same; refused below .997"
)


@dataclass(frozen=True, slots=True)
class FastMode:
    """What trying the fast mode of a model came to.

    Attributes:
        refusal: One sentence why it cannot be had here; "" where it can.
    """

    refusal: str

    @property
    def available(self) -> bool:
        return not self.refusal


def fast_mode(model_id: str, device: Device = Device.AUTO, *, anew: bool = False) -> FastMode:
    """Return whether a model can run in its fast mode on this computer.

    Args:
        model_id: Catalogue name or model folder, with or without “+fast”.
        device: What documents run on.
        anew: Try it even if it is known.

    Raises:
        InvalidRequest, ModelProblem: As ``catalogue.info_of``; or the model cannot be loaded.
    """
    info = catalogue.info_of(split_fast(model_id)[0] + FAST)
    circumstances = {"revision": info.revision, "device": device.value, **this_computer()}
    known = None if anew else _known(info.model_id, circumstances)
    if known is not None:
        return known
    found = FastMode(_tried(info.model_id, device))
    with contextlib.suppress(OSError):  # then it is tried again
        kept = {**circumstances, **asdict(found)}
        write_object(_path(), {**read_object(_path()), info.model_id: kept})
    return found


def _known(model_id: str, circumstances: Mapping[str, str]) -> FastMode | None:
    kept = read_object(_path()).get(model_id)
    if not isinstance(kept, dict) or not isinstance(kept.get("refusal"), str):
        return None
    same = all(kept.get(name) == value for name, value in circumstances.items())
    return FastMode(kept["refusal"]) if same else None


def _tried(model_id: str, device: Device) -> str:
    embedder = catalogue.open_embedder(model_id, threads=1, device=device)
    try:
        embedder.prepare()
    except NoFastMode as refused:
        return refused.message
    finally:
        embedder.close()
    return ""


def _path() -> Path:
    return user_data_dir() / "fast.json"
