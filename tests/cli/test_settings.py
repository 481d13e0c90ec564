"""Settings: whatever is wrong is told at once, each with its key and what to write instead."""

from pathlib import Path

import pytest

from bot.muster_file import read_muster_file
from bot.settings import BadSettings, Environment, read_environment, secret_name, source_secrets
from bot.ways_in import make_sources
from sources.registry import connectors
from tests.world import SOURCE_SECRET

ROOT = Path(__file__).parents[2]
GOOD = """
[company]
name = "Sample"
time_zone = "Europe/Berlin"
default_community = "care"

[functions.support]
title = "Support"

[communities.care]
title = "Care"
channel = "C0CARE"
purpose = "Help."
functions = ["support"]
"""
BAD = """
[company]
name = "Sample"
time_zone = "Europe/Atlantis"
default_community = "nowhere"
colour = "blue"

[functions.support]
title = "Support"
memebrs = ["U1"]

[communities.care]
title = "Care"
channel = "C0CARE"
purpose = "Help."
functions = ["suport"]
sign_off = ["legal"]
digest = { day = "someday", hour = 24 }
first_reply_hours = 0

[communities.voice]
title = "Voice"
channel = "C0CARE"
functions = []

[communities.lost]
title = "Lost"
channel = "#lost"
purpose = "Nobody finds it."
functions = ["support"]
time_zone = "Berlin"

[sources.loft]
kind = "pigeon"

[sources.web]
kind = "webhook"
reply_url = "forum.example"
colour = "red"
"""
WEBHOOK = {"kind": "webhook"}
TOLD = {
    "company.time_zone: “Europe/Atlantis” is no time zone; write one like Europe/Berlin",
    "company.colour: there is no such setting; mend its name, or take it out",
    "company.default_community: there is no community “nowhere”",
    "functions.support.memebrs: there is no such setting; mend its name, or take it out",
    "communities.care.functions: there is no function “suport”",
    "communities.care.sign_off: there is no function “legal”",
    "communities.care.digest.day: Input should be 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', "
    "'saturday' or 'sunday'",
    "communities.care.digest.hour: Input should be less than or equal to 23",
    "communities.care.first_reply_hours: Input should be greater than 0",
    "communities.care.channel: another community lives in C0CARE already",
    "communities.voice.purpose: is missing; muster.toml in the project shows what it holds",
    "communities.voice.functions: is empty; name at least one",
    "communities.lost.channel: is no channel's id; write one like C012AB3CD",
    "communities.voice.channel: another community lives in C0CARE already",
    "communities.lost.time_zone: “Berlin” is no time zone; write one like Europe/Berlin",
    f"sources.loft.kind: there is no kind of source “pigeon”; there are {', '.join(sorted(connectors()))}",
    "sources.web.colour: there is no such setting; mend its name, or take it out",
    "sources.web.reply_url: “forum.example” is no address; write one like https://forum.example/replies",
}


def mistakes(path: Path) -> list[str]:
    """What is told of a file, a line each."""
    with pytest.raises(BadSettings) as told:
        read_muster_file(path)
    return str(told.value).splitlines()


def written(folder: Path, toml: str | bytes) -> Path:
    path = folder / "muster.toml"
    path.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    return path


def test_every_mistake_is_told_at_once_with_its_key(tmp_path: Path) -> None:
    first, *rest = mistakes(written(tmp_path, BAD))
    assert first == f"{tmp_path / 'muster.toml'} needs mending:"
    assert sorted(line.strip() for line in rest) == sorted(TOLD)


def test_a_time_zone_that_is_wrong_is_told_whole(tmp_path: Path) -> None:
    assert mistakes(written(tmp_path, GOOD.replace("Europe/Berlin", "CET+1; DROP")))[1:] == [
        "  company.time_zone: “CET+1; DROP” is no time zone; write one like Europe/Berlin"
    ]


def test_what_is_of_another_shape_altogether_is_told_too(tmp_path: Path) -> None:
    told = mistakes(written(tmp_path, 'company = 1\nfunctions = ["x"]\n[communities]\ncare = "x"\n'))
    assert {line.strip().partition(":")[0] for line in told[1:]} == {"company", "functions", "communities.care"}


def test_an_empty_file_names_the_parts_that_it_lacks(tmp_path: Path) -> None:
    told = mistakes(written(tmp_path, ""))
    assert [line.strip() for line in told[1:]] == [
        f"{part}: is missing; muster.toml in the project shows what it holds"
        for part in ("company", "functions", "communities")
    ]


def test_a_file_that_cannot_be_read_says_so_and_how_to_name_another(tmp_path: Path) -> None:
    [told] = mistakes(tmp_path / "none.toml")
    assert "none.toml cannot be read: No such file or directory. MUSTER_CONFIG names the file" in told
    [told] = mistakes(tmp_path)
    assert "cannot be read: Is a directory." in told


@pytest.mark.parametrize("toml", ["[company", 'name = "x\n', b"\xff\xfe"])
def test_a_file_that_is_not_toml_says_so(tmp_path: Path, toml: str | bytes) -> None:
    [told] = mistakes(written(tmp_path, toml))
    assert "muster.toml is not TOML: " in told


def test_the_smallest_file_that_will_do(tmp_path: Path) -> None:
    company = read_muster_file(written(tmp_path, GOOD)).as_company
    assert company.community("care").terms.first_reply.total_seconds() == 8 * 3600
    assert str(company.community("care").zone) == "Europe/Berlin"


def test_the_example_that_ships_with_the_project_is_good() -> None:
    assert set(read_muster_file(ROOT / "muster.toml").communities) == {"safety", "voice", "care"}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing of Muster."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "DATABASE_URL", "PORT", "HOST"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    return monkeypatch


SECRETS = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN", "DATABASE_URL")


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_may_stand_in_a_file(bare: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("from-the-file\n")
    bare.setenv(f"{name}_FILE", str(tmp_path / "secret"))
    assert getattr(read_environment(), name.lower()) == "from-the-file"
    bare.setenv(name, "from-the-environment")
    assert getattr(read_environment(), name.lower()) == "from-the-environment"
    bare.setenv(name, "")
    assert getattr(read_environment(), name.lower()) == "from-the-file"


def test_a_secrets_file_that_cannot_be_read_is_named(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("SLACK_BOT_TOKEN_FILE", str(tmp_path / "none"))
    with pytest.raises(BadSettings, match=r"SLACK_BOT_TOKEN_FILE names .*none, which cannot be read: No such file"):
        read_environment()


def test_a_port_that_is_none_is_told_by_its_name(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("PORT", "http")
    with pytest.raises(BadSettings, match=r"the environment needs mending:\n  PORT: Input should be a valid integer"):
        read_environment()


def test_an_address_for_customers_is_one_and_by_default_where_it_listens(bare: pytest.MonkeyPatch) -> None:
    assert read_environment().public_url == "http://127.0.0.1:8000"
    bare.setenv("MUSTER_PUBLIC_URL", "https://muster.example.com/m/")
    assert read_environment().public_url == "https://muster.example.com/m"
    bare.setenv("MUSTER_PUBLIC_URL", "muster.example.com")
    with pytest.raises(BadSettings, match="MUSTER_PUBLIC_URL: is no address; write one like https://"):
        read_environment()


def test_what_slack_needs_is_told_at_once_with_where_to_get_it() -> None:
    with pytest.raises(BadSettings) as told:
        Environment(slack_bot_token=None, slack_signing_secret=None, slack_app_token=None).require_slack()
    for part in ("SLACK_BOT_TOKEN is missing", "OAuth & Permissions", "SLACK_SIGNING_SECRET", "Basic Information"):
        assert part in str(told.value)
    assert "run `make demo`: it needs none of these" in str(told.value)


def test_with_socket_mode_no_signing_secret_is_needed() -> None:
    Environment(slack_bot_token="xoxb-1", slack_signing_secret=None, slack_app_token="xapp-1").require_slack()


def test_a_secret_alone_makes_a_source(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SOURCE_SECRET)
    bare.setenv("MUSTER_SOURCE_WEB_SECRET", SOURCE_SECRET)
    bare.setenv("MUSTER_SOURCE_MY_SHOP_SECRET", SOURCE_SECRET)
    bare.setenv("MUSTER_SOURCE_MAIL_SECRET_FILE", str(tmp_path / "secret"))
    ways_in = make_sources({"web": WEBHOOK, "app-store": WEBHOOK})
    assert set(ways_in.listened) == {"web", "my_shop", "mail"}
    assert ways_in.known["app-store"].lacks == ("MUSTER_SOURCE_APP_STORE_SECRET",)
    assert not ways_in.known["mail"].lacks


def test_a_source_with_a_sign_in_its_name_finds_its_secret(bare: pytest.MonkeyPatch) -> None:
    bare.setenv(secret_name("app-store", "SECRET"), SOURCE_SECRET)
    assert source_secrets({"app-store": ["SECRET", "TOKEN"]}) == {"app-store": {"SECRET": SOURCE_SECRET}}


def test_all_secrets_that_cannot_be_used_are_told_without_their_value() -> None:
    with pytest.raises(BadSettings) as told:
        make_sources({"web": WEBHOOK, "shop": WEBHOOK}, {"web": {"SECRET": "short"}, "shop": {"SECRET": "whsec_!!!"}})
    first, second = str(told.value).splitlines()
    assert first.startswith("The source “web”: Secret 1 of the webhook")
    assert second.startswith("The source “shop”: Secret 1 of the webhook is not base64. Make one with:")
    assert "short" not in first
    assert "!!!" not in second
