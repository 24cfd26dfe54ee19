"""Files that are only named: what type they are, and which package reads them."""

from __future__ import annotations

from typing import Any

from ..hello import package_version
from ..reply import HelperError
from .signatures import NAMES, read_head, true_kind
from .source_file import SourceFile

#: By extension: what it is, the module that reads it, the name to install, and Python that loads `{}`.
READERS: dict[str, tuple[str, str, str, str]] = {
    "h5": ("an HDF5 file", "h5py", "h5py", "__import__('h5py').File({}, 'r')"),
    "hdf5": ("an HDF5 file", "h5py", "h5py", "__import__('h5py').File({}, 'r')"),
    "hdf": ("an HDF file", "h5py", "h5py", "__import__('h5py').File({}, 'r')"),
    "nc": ("a NetCDF file", "xarray", "xarray netCDF4", "__import__('xarray').open_dataset({})"),
    "sas7bdat": ("a SAS table", "pandas", "pandas", "pd.read_sas({})"),
    "xpt": ("a SAS transport file", "pandas", "pandas", "pd.read_sas({}, format='xport')"),
    "dta": ("a Stata table", "pandas", "pandas", "pd.read_stata({})"),
    "sav": ("an SPSS table", "pyreadstat", "pyreadstat", "pd.read_spss({})"),
    "zsav": ("a packed SPSS table", "pyreadstat", "pyreadstat", "pd.read_spss({})"),
    "orc": ("an ORC file", "pyarrow", "pyarrow", "pd.read_orc({})"),
    "avro": ("an Avro file", "fastavro", "fastavro", "list(__import__('fastavro').reader(open({}, 'rb')))"),
    "mat": ("a MATLAB file", "scipy", "scipy", "__import__('scipy.io', fromlist=['x']).loadmat({})"),
    "shp": ("a shapefile", "geopandas", "geopandas", "__import__('geopandas').read_file({})"),
    "doc": ("an old Word document (.doc)", "", "", ""),
    "ppt": ("an old PowerPoint presentation (.ppt)", "", "", ""),
    "rtf": ("an RTF document", "striprtf", "striprtf", ""),
    "odt": ("an OpenDocument text", "odf", "odfpy", ""),
    "7z": ("a 7z archive", "py7zr", "py7zr", "__import__('py7zr').SevenZipFile({}).getnames()"),
    "rar": ("a RAR archive", "rarfile", "rarfile", "__import__('rarfile').RarFile({}).namelist()"),
}
#: Kinds that a file of that extension may be.
EXPECTED = {
    "h5": {"hdf5"},
    "hdf5": {"hdf5"},
    "7z": {"7z"},
    "rar": {"rar"},
    "doc": {"ole", "rtf"},
    "rtf": {"rtf"},
}
#: Loading these runs code that is in them.
RUNNING = {
    "pkl": ("a pickle", "pd.read_pickle"),
    "pickle": ("a pickle", "pd.read_pickle"),
    "joblib": ("a pickle of joblib's", "joblib.load"),
    "pt": ("a PyTorch file, which may be a pickle", "torch.load"),
    "pth": ("a PyTorch file, which may be a pickle", "torch.load"),
    "rdata": ("an R workspace", "pyreadr.read_r"),
    "rda": ("an R workspace", "pyreadr.read_r"),
    "rds": ("an R object", "pyreadr.read_r"),
}


def profile_named(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """Type and load line. Raises `HelperError` when the first bytes tell that it is something else."""
    what, module, install, line = READERS[source.kind]
    kind = true_kind(read_head(source))
    expected = EXPECTED.get(source.kind)
    if kind in ("png", "jpeg", "gif", "pdf", "html", "nulls") or (expected and kind not in expected):
        raise HelperError(f"{source.name} is not {what}: it is {NAMES[kind]}.")
    notes = [f"It is {what}; nothing more was read of it."]
    if not module:
        notes.append("Save it in the present format (.docx, .pptx) to have it read.")
    elif package_version(module) is None:
        notes.append(f"Reading it needs a package that is not installed: %pip install {install}")
    return {
        "type": source.kind,
        "load_line": line.format(repr(source.name)) if line else None,
        "notes": notes,
    }


def profile_running(source: SourceFile, preview_rows: int, max_columns: int) -> dict[str, Any]:
    """What is loaded by running it is not opened."""
    source.read(1)
    what, function = RUNNING[source.kind]
    return {
        "type": source.kind,
        "notes": [
            f"It is {what}. Loading it can run code that is in the file, so it was not opened; "
            f"{function}({source.name!r}) only if you trust where it is from."
        ],
    }
