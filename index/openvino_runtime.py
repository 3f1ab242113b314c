"""OpenVINO without its telemetry: the one place that imports it.

`import openvino` loads its model converter, which sends an event over the network and writes ~/intel. Without
the package openvino_telemetry the converter uses its own silent stub, so that package is made impossible to
import here; the converter itself is not needed to run a model and is skipped, which halves the time the
import takes.
"""

import os
import sys
from threading import Lock
from typing import Any

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
_CONVERTER = "openvino.tools.ovc"
_importing = Lock()


def import_openvino() -> Any:
    """The module openvino, silenced. Call this instead of importing it."""
    blocked: dict[str, Any] = sys.modules  # None in sys.modules is Python's own way to refuse an import
    with _importing:
        blocked["openvino_telemetry"] = None
        if "openvino" in sys.modules:
            return blocked["openvino"]
        blocked[_CONVERTER] = None
        try:
            import openvino
        finally:
            del sys.modules[_CONVERTER]
        return openvino


def compile_for_cpu(model: Any) -> Any:
    """Compile to run one request a core at a time; bf16 where the CPU computes in it, otherwise f32.

    A request on one core never waits for another core that is busy elsewhere: on two quiet cores this is as fast
    as spreading each request over both, on busy ones up to four times as fast. bf16 moves this project's vectors
    by less than 0.0001 in cosine; where the CPU lacks it, it would be emulated. Nothing compiled is kept on disk:
    reading it back took as long as compiling (0.35 s for six layers).
    """
    core = import_openvino().Core()
    precision = "bf16" if "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"
    settings = {"INFERENCE_PRECISION_HINT": precision, "NUM_STREAMS": CORES, "INFERENCE_NUM_THREADS": CORES}
    return core.compile_model(model, "CPU", settings)
