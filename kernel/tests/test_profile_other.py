"""Profiles of arrays, archives, and files that are only named."""

from __future__ import annotations

import gzip
import io
import pickle
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError
from test_profile_text import profile, write


class Trap:
    """Unpickling this writes a file."""

    def __reduce__(self) -> tuple[object, ...]:
        return (open, ("trapped", "w"))


def npy(descr: str, shape: tuple[int, ...], data: bytes = b"") -> bytes:
    head = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + data


def test_R9_arrays_have_shape_and_type_from_their_header(folder: Path) -> None:
    found = profile(write(folder / "a.npy", npy("'<f8'", (3, 4), b"\0" * 96)))
    assert (found["type"], found["rows"], found["details"]) == (
        "npy",
        3,
        {"shape": [3, 4], "dtype": "float64"},
    )
    assert found["structure"] == ["data: 3 × 4 of float64"]
    pytest.importorskip("numpy")
    assert eval(found["load_line"]).shape == (3, 4)
    record = profile(write(folder / "r.npy", npy("[('x', '<i4'), ('when', '<M8[ns]')]", (2,), b"\0" * 24)))
    assert record["details"]["fields"] == ["x: int32", "when: datetime64[ns]"]
    with zipfile.ZipFile("z.npz", "w") as archive:
        archive.writestr("one.npy", npy("'|u1'", (2, 2), b"\0" * 4))
        archive.writestr("two.npy", npy("'<U5'", ()))
    assert profile("z.npz")["structure"] == [
        "data['one']: 2 × 2 of uint8",
        "data['two']: a single value of str",
    ]


def test_no_pickle_is_opened(folder: Path) -> None:
    trap = pickle.dumps(Trap())
    for name in ("t.pkl", "t.joblib", "t.RData"):
        found = profile(write(folder / name, trap))
        assert found["load_line"] is None
        assert "Loading it can run code that is in the file, so it was not opened" in found["notes"][0]
    found = profile(write(folder / "t.npy", npy("'|O'", (1,), trap)))
    assert (found["details"]["dtype"], found["load_line"]) == ("object", None)
    assert "as a pickle" in found["notes"][0]
    assert not (folder / "trapped").exists()


@pytest.mark.parametrize(
    "head", ["__import__('os')", "{'descr': '<f8'}", "[" * 5000, "{'descr': '<f8', 'shape': ('x',)}"]
)
def test_R11_headers_of_arrays_are_data_only(folder: Path, head: str) -> None:
    content = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode()
    with pytest.raises(HelperError, match=r"b\.npy is a damaged NumPy array"):
        profile_file(write(folder / "b.npy", content))


def test_R9_archives_list_their_members_and_unpack_nothing(folder: Path) -> None:
    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "x,y\n1,2\n")
        archive.writestr("deep/b.csv", "x\n1\n")
        archive.writestr("inner.zip", b"PK")
        archive.writestr("../astray.txt", "no")
        archive.writestr("zeros", b"\0" * 50_000_000)
    found = profile("a.zip")
    assert (found["type"], found["details"]["members"], found["details"]["kinds"]["csv"]) == ("zip", 5, 2)
    assert found["structure"][0] == "a.csv: 8 bytes"
    for words in ("inner.zip", "outside of the folder", "zip bomb", "open('a.csv')"):
        assert any(words in note for note in found["notes"])
    assert eval(found["load_line"])[:2] == ["a.csv", "deep/b.csv"]
    assert [path.name for path in folder.iterdir()] == ["a.zip"]


def test_R10_a_zip_of_one_table_loads_as_one(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    with zipfile.ZipFile("t.zip", "w") as archive:
        archive.writestr("t.csv", "x,y\n1,2\n")
    assert eval(profile("t.zip")["load_line"], {"pd": pandas}).shape == (1, 2)


def test_R9_tar_archives_are_listed(folder: Path) -> None:
    for name in ("t.tar", "t.tar.gz", "t.tgz"):
        with tarfile.open(name, "w:gz" if name.endswith("gz") else "w") as archive:
            for member in ("a.csv", "b/c.csv"):
                info = tarfile.TarInfo(member)
                info.size = 4
                archive.addfile(info, io.BytesIO(b"x\n1\n"))
        found = profile(name)
        assert (found["type"], found["structure"]) == ("tar", ["a.csv: 4 bytes", "b/c.csv: 4 bytes"])
        assert eval(found["load_line"]) == ["a.csv", "b/c.csv"]
    with pytest.raises(HelperError, match=r"x\.tar is not a tar archive: it is plain text"):
        profile_file(write(folder / "x.tar", "hello"))
    cut = gzip.decompress((folder / "t.tgz").read_bytes())[:700]
    assert profile(write(folder / "cut.tar", cut))["details"]["members"] == 1


def test_R9_other_types_are_named_with_the_package_that_reads_them(folder: Path) -> None:
    found = profile(write(folder / "d.sas7bdat", b"\0\0\xc2\xea" * 10))
    assert (found["type"], found["load_line"]) == ("sas7bdat", "pd.read_sas('d.sas7bdat')")
    assert found["notes"][0] == "It is a SAS table; nothing more was read of it."
    with pytest.raises(HelperError, match=r"d\.h5 is not an HDF5 file: it is plain text"):
        profile_file(write(folder / "d.h5", "hello"))
    with pytest.raises(HelperError, match=r"d\.dta is not a Stata table: it is a PNG image"):
        profile_file(write(folder / "d.dta", b"\x89PNG\r\n\x1a\n"))
