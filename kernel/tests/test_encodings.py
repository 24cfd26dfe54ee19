"""Which encoding a text is taken for."""

from __future__ import annotations

import pytest
from kernel_agent_helper.files.encodings import detect_encoding

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
    ],
)
def test_the_encoding_of_a_text_is_told(text: str, encoding: str, found: str) -> None:
    assert detect_encoding(text.encode(encoding), "x.csv") == found
