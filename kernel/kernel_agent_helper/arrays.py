"""Arrays and tensors: shape and type, and a sample for the fingerprint. Nothing lazy is touched."""

from __future__ import annotations

import math
import sys
import zlib
from typing import Any

from .cells import cell
from .kinds import class_package, is_a
from .outline import outline

# Arrays up to this many bytes are fingerprinted whole, larger ones at this many places.
WHOLE_BYTES = 4_000_000
SAMPLE = 4096
# Their `shape` and `dtype` are stored facts; dask's and the like are not listed, they are lazy.
TENSOR_PACKAGES = frozenset({"torch", "jax", "jaxlib", "tensorflow", "scipy", "cupy", "xarray", "mlx"})


def describe_array(value: Any, preview_rows: int) -> dict[str, Any] | None:
    """What there is to tell of an array, or None when `value` is none."""
    if is_a(value, "numpy", "ndarray"):
        return _describe_numpy(value, preview_rows)
    if class_package(type(value)) in TENSOR_PACKAGES:
        return _describe_tensor(value)
    return None


def _describe_numpy(value: Any, preview_rows: int) -> dict[str, Any]:
    array = _plain(value)
    told = _shape_and_dtype(array)
    told["memory_bytes"] = int(array.nbytes)
    if array.ndim in (1, 2) and array.size and preview_rows > 0:
        rows = array[:preview_rows] if array.ndim == 2 else array[:preview_rows, None]
        told["head"] = [[cell(item) for item in row] for row in rows[:, :20].tolist()]
    if 0 < array.size <= 12:
        told["summary"] += ": " + outline(array.tolist(), items=12, characters=120)
    return told


def _describe_tensor(value: Any) -> dict[str, Any] | None:
    try:
        return _shape_and_dtype(value)
    except Exception:
        return None


def _shape_and_dtype(value: Any) -> dict[str, Any]:
    shape = [int(size) for size in value.shape]
    dtype = str(value.dtype).rpartition(".")[2] if class_package(type(value)) == "torch" else str(value.dtype)
    described = (
        "scalar" if not shape else f"shape ({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"
    )
    return {
        "summary": f"{described}, {dtype}",
        "shape": shape,
        "dtype": dtype,
        **({"length": shape[0]} if shape else {}),
    }


def array_checksum(value: Any) -> int:
    """Changes with the values; of large arrays only a sample is looked at."""
    array = _plain(value)
    if array.dtype.hasobject:
        step = max(1, math.ceil(array.size / 64))
        return zlib.crc32(outline(array.reshape(-1)[::step].tolist(), items=64, characters=4000).encode())
    if array.nbytes > WHOLE_BYTES:
        numpy = sys.modules["numpy"]
        array = array.flat[numpy.linspace(0, array.size - 1, SAMPLE).astype("int64")]
    return zlib.crc32(array.tobytes())


def is_numpy_array(value: object) -> bool:
    return is_a(value, "numpy", "ndarray")


def _plain(value: Any) -> Any:
    """The same data without the methods that a subclass may have put over numpy's."""
    ndarray = sys.modules["numpy"].ndarray
    return ndarray.view(value, ndarray)
