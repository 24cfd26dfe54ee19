"""Which encoding a text is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest
from kernel_agent_helper.files.encodings import detect_encoding, next_encoding
from kernel_agent_helper.files.profile_file import profile_file
from kernel_agent_helper.reply import HelperError

FRENCH = "Le général a été élevé à Besançon, où l’été fût « très » agréable – déjà ; ça coûte 5 €.\n"
GERMAN = "Größe;Käufer;Straße\nMüller;Äpfel;Süßöl\nÖÄÜ;äöü;ßßß\n"
JAPANESE = "市,人口\n東京,13960000\n大阪,8800000\nひらがな,1\nカタカナ,2\n"
ENGLISH = "name,remark\nO’Neil,“it’s fine” – isn’t it?\nMary,don’t\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (FRENCH, "cp1252", "cp1252"),
        (FRENCH * 200, "cp1252", "cp1252"),
        (GERMAN, "latin-1", "cp1252"),
        (GERMAN, "cp1252", "cp1252"),
        (ENGLISH, "cp1252", "cp1252"),
        ("ÀÉÎÕÜ àéîõü ñÑ çÇ ÿ\n", "cp1252", "cp1252"),
        ("\x81\x8d plain ü\n", "latin-1", "latin-1"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE * 5000, "cp932", "cp932"),
        (JAPANESE, "utf-8", "utf-8"),
        (GERMAN, "utf-8", "utf-8"),
        ("Имя;Город\nИван;Москва\nПётр;Казань\n", "cp1251", "cp1251"),
        ("Имя;Город\nИван;Москва\nПётр;Казань\n" * 5000, "cp1251", "cp1251"),
        ("姓名,城市\n张伟,北京\n李娜,上海\n", "gbk", "gb18030"),
        ("이름,도시\n김철수,서울\n박영희,부산\n", "cp949", "cp949"),
        ("Imię;Miasto\nMichał;Małopolska\nŚwiętosława;Wąbrzeźno\n", "cp1250", "cp1250"),
        ("Fläche m²;Inhalt m³;œuvre\n1;x³y;cœur\n", "cp1252", "cp1252"),
    ],
)
def test_the_encoding_of_a_text_is_told(text: str, encoding: str, found: str) -> None:
    assert detect_encoding(text.encode(encoding), "x.csv") == found


def test_R11_a_few_bad_bytes_do_not_spoil_the_rest(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    good = "".join(f"{i},Zoë Müller\n" for i in range(100_000)).encode()
    (folder / "x.csv").write_bytes(b"id,name\n" + good + b"7,Zo\xeb\n" + good)
    for rows, name in ((200_001, "x.csv"), (101, "y.csv")):
        if name == "y.csv":
            (folder / name).write_bytes(b"id,name\n0,Zo\xeb\n" + good[: good.index(b"\n100,") + 1])
        found = profile_file(name)
        frame = eval(found["load_line"], {"pd": pandas})
        assert "encoding_errors='replace'" in found["load_line"]
        assert any("no UTF-8" in note for note in found["notes"])
        assert len(frame) == found["rows"] == rows
        assert (
            dict(found["columns"][1]["top"])["Zoë Müller"] == frame["name"].eq("Zoë Müller").sum() == rows - 1
        )


def test_another_encoding_is_tried_when_one_fails() -> None:
    late = b"plain" * 20_000 + "Müller".encode("cp1252")
    assert next_encoding("utf-8", late, "x.csv") == "cp1252"
    assert next_encoding("utf-8", late + b"\x81", "x.csv") == "latin-1"
    assert next_encoding("cp1252", late, "x.csv") == "latin-1"
    assert next_encoding("cp932", b"", "x.csv") == "latin-1"
    with pytest.raises(HelperError, match=r"x\.csv is damaged: not all of it is UTF-16 text"):
        next_encoding("utf-16-le", b"", "x.csv")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (JAPANESE.encode("shift_jis") + b"\x90", "latin-1"),
        (b"a,b\n" + b"x,1\n" * 150_000 + "Mü,2\n".encode("cp1252"), "cp1252"),
        (b"a,b\n" + b"x,1\n" * 150_000 + b"M\x81,2\n", "latin-1"),
        (b"a,b\n" + b"\xe4,1\n" * 150_000 + b"M\x81,2\n", "latin-1"),
    ],
)
def test_a_table_is_read_in_the_encoding_of_its_whole(folder: Path, data: bytes, encoding: str) -> None:
    (folder / "x.csv").write_bytes(data)
    assert f"encoding={encoding!r}" in profile_file("x.csv")["load_line"]


def test_a_wide_text_that_was_cut_is_told_so(folder: Path) -> None:
    (folder / "x.csv").write_bytes("a,b\n1,ä\n".encode("utf-16")[:-1])
    with pytest.raises(HelperError, match=r"x\.csv is damaged"):
        profile_file("x.csv")


def test_names_are_those_of_the_encoding_that_is_used(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    (folder / "x.csv").write_bytes("größe,b\n1,2\n".encode("utf-8-sig") + b"\xff,3\n")
    found = profile_file("x.csv")
    frame = eval(found["load_line"], {"pd": pandas})
    assert [column["name"] for column in found["columns"]] == list(frame.columns)
