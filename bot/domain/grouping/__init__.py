"""Short texts that are about one matter find each other: in two stages, over weights learnt before a storm began.

A text joins the nearest small cluster, or starts one; clusters that turn out to be one as they grow are united. Each
cluster belongs to a matter (a case), and a matter may have several. What people decided stands above all of it: the
caller says which matters may be joined, and to which a text went in the end.
"""

from bot.domain.grouping.cluster import ClusterState
from bot.domain.grouping.fit import Fit, NotAFit
from bot.domain.grouping.glossary import Entry, Glossary, Kind
from bot.domain.grouping.index import Index
from bot.domain.grouping.placement import Nearness, Placement, Thresholds, Union
from bot.domain.grouping.shelf import Changes

__all__ = [
    "Changes",
    "ClusterState",
    "Entry",
    "Fit",
    "Glossary",
    "Index",
    "Kind",
    "Nearness",
    "NotAFit",
    "Placement",
    "Thresholds",
    "Union",
]
