"""The systems in which a company keeps its customers. Each fulfils `bot.ports.Crm`; nothing here stores or logs."""

from crm.salesforce import Salesforce, Secrets
from crm.table import Table

__all__ = ["Salesforce", "Secrets", "Table"]
