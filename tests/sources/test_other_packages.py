"""A connector that another company has packaged: installed, it is found, and held to the same contract as ours."""

from __future__ import annotations

import hashlib
import hmac
import importlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.domain.errors import BadInput
from bot.muster_file import read_muster_file
from bot.ways_in import make_sources
from sources.registry import BUILT_IN, connectors
from tests.sources.contract import PushContract, PushRehearsal, Sent

HERE = Path(__file__).parent
PACKAGE = HERE / "guestbook" / "guestbook_for_muster.py"
INFO = "guestbook_for_muster-1.0.dist-info"
KEY = "a key that only the museum knows"


def wheel(folder: Path, entry: str = "guestbook = guestbook_for_muster:CONNECTOR") -> Path:
    """The package as it is handed over."""
    path = folder / "guestbook_for_muster-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(PACKAGE, PACKAGE.name)
        packed.writestr(f"{INFO}/METADATA", "Metadata-Version: 2.1\nName: guestbook-for-muster\nVersion: 1.0\n")
        packed.writestr(
            f"{INFO}/WHEEL", "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        packed.writestr(f"{INFO}/entry_points.txt", f"[muster.sources]\n{entry}\n")
        packed.writestr(f"{INFO}/RECORD", "")
    return path


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The package, installed by pip where Python looks."""
    folder, site = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target"]
    subprocess.run([*pip, str(site), str(wheel(folder))], check=True, capture_output=True)
    sys.path.insert(0, str(site))
    importlib.invalidate_caches()
    yield site
    sys.path.remove(str(site))
    sys.modules.pop("guestbook_for_muster", None)


def sign(raw: bytes, kind: str) -> Mapping[str, str]:
    """The headers of a museum."""
    return {"X-Guestbook-Signature": hmac.new(KEY.encode(), raw, hashlib.sha256).hexdigest()}


def entry(number: str, text: str) -> bytes:
    """A page of the book."""
    return json.dumps({"id": number, "text": text, "author": "a visitor"}).encode()


class TestGuestbook(PushContract):
    @pytest.fixture
    def rehearsal(self, installed: Path) -> PushRehearsal:
        return PushRehearsal(
            connector=connectors()["guestbook"],
            secrets={"KEY": KEY},
            sent=[
                Sent(raw=entry("1", "Lovely rooms."), says=("1",)),
                Sent(raw=entry("2", "Cold rooms."), says=("2",)),
            ],
            sign=sign,
            holding=lambda text: entry("3", text),
        )


def test_an_installed_connector_stands_beside_ours_and_is_made_from_the_settings(
    installed: Path, tmp_path: Path
) -> None:
    assert set(connectors()) == {*(one.kind for one in BUILT_IN), "guestbook"}
    path = tmp_path / "muster.toml"
    written = (HERE.parents[1] / "muster.toml").read_text(encoding="utf-8")
    path.write_text(f'{written}\n[sources.museum]\nkind = "guestbook"\nrooms = ["blue"]\n', encoding="utf-8")
    file = read_muster_file(path)
    ways_in = make_sources(file.sources, {"museum": {"KEY": KEY}})
    assert set(ways_in.listened) == {"museum"}
    assert ways_in.known["museum"].kind == "guestbook"


def test_a_package_that_offers_something_else_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(wheel(tmp_path, "odd = json:dumps")) as packed:
        packed.extractall(tmp_path / "site")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    with pytest.raises(BadInput, match="json:dumps offers “odd”"):
        connectors()
