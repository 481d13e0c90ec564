"""The system in which customers are kept, made of what the settings and the environment say."""

from __future__ import annotations

from pathlib import Path

from bot.muster_file.crm import CrmSection
from bot.ports import Crm
from bot.settings import CRM_SECRETS, BadSettings, Environment
from crm import Salesforce, Secrets, Table


def make_crm(section: CrmSection | None, environment: Environment) -> Crm | None:
    """The system in which customers are kept, if there is one. Raises BadSettings where its secrets are missing."""
    if section is None:
        return None
    fields = section.terms.fields
    if section.kind == "csv":
        return Table(section.file or Path(), id_field=section.id_field, mail_field=section.mail_field, fields=fields)
    if not (environment.crm_client_id and environment.crm_client_secret):
        names = " and ".join(CRM_SECRETS)
        raise BadSettings(f"[crm] needs {names}: those of a connected app with the client credentials flow.")
    return Salesforce(
        section.url or "",
        Secrets(client_id=environment.crm_client_id, client_secret=environment.crm_client_secret),
        kind=section.object,
        mail_field=section.mail_field,
        fields=fields,
        version=section.version,
    )
