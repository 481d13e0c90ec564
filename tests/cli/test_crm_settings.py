"""What `[crm]` may hold, and what is told where it does not fit together."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from bot.crm_desk import make_crm
from bot.domain.provenance import Tier
from bot.muster_file.crm import CrmSection
from bot.settings import BadSettings, Environment
from crm import Salesforce, Table

SALESFORCE: dict[str, Any] = {"kind": "salesforce", "url": "https://mill.my.salesforce.com"}
CSV: dict[str, Any] = {"kind": "csv", "file": "customers.csv"}
SECRETS = {"crm_client_id": "id", "crm_client_secret": "hidden"}


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"kind": "csv"}, "name the file"),
        ({"kind": "salesforce"}, "My Domain"),
        (SALESFORCE | {"url": "http://mill.example"}, "My Domain"),
        (SALESFORCE | {"url": "https://a:b@mill.example"}, "My Domain"),
        (SALESFORCE | {"url": "https://mill.example?x=1"}, "My Domain"),
        (SALESFORCE | {"copied": {"Name": "N"}, "displayed": {"Name": "N"}}, "“Name” stands in two lists"),
        (SALESFORCE | {"copied": {"Name FROM User": "N"}}, "no name of a field"),
        (SALESFORCE | {"mail_field": "Email = '' OR Id"}, "no name of a field"),
        (SALESFORCE | {"object": "Contact, User"}, "pattern"),
        (SALESFORCE | {"version": "61"}, "pattern"),
        (SALESFORCE | {"tier": "Level__c"}, "neither copied, borrowed nor displayed"),
        (CSV | {"referral_value": "Worth"}, "neither copied, borrowed nor displayed"),
        (
            CSV | {"copied": {"Level": "L"}, "tier": "Level", "tiers": {"Gold": "golden"}},
            "'low', 'standard' or 'high'",
        ),
        (CSV | {"password": "x"}, "not permitted"),
    ],
)
def test_what_does_not_fit_together_is_told(written: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        CrmSection(**written)


async def test_each_kind_makes_its_own_and_secrets_stand_in_the_environment_alone() -> None:
    assert make_crm(None, Environment()) is None
    section = CrmSection(**CSV, copied={"Level of care": "Level"}, tier="Level of care", tiers={"Gold": "high"})
    assert section.terms.tiers == {"Gold": Tier.HIGH}
    assert isinstance(make_crm(section, Environment()), Table)
    with pytest.raises(BadSettings, match="CRM_CLIENT_ID and CRM_CLIENT_SECRET"):
        make_crm(CrmSection(**SALESFORCE), Environment(crm_client_id="id"))
    environment = Environment(**SECRETS)
    assert "hidden" not in repr(environment)
    made = make_crm(CrmSection(**SALESFORCE), environment)
    assert isinstance(made, Salesforce)
    await made.close()
