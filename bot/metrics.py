"""What Prometheus is told. No label holds a person's id or words."""

from prometheus_client import Counter, Gauge, Histogram

JOBS = Counter("muster_jobs_total", "Durable jobs by how they ended", ["job", "outcome"])
DELIVERIES = Counter("muster_deliveries_total", "Arrivals at sources by what became of them", ["source", "outcome"])
REQUESTS = Histogram(
    "muster_request_seconds",
    "Time to answer, by path",
    ["path", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3),
)
WAITING = Gauge("muster_jobs_waiting", "Durable jobs that wait and are due")
WORKERS = Gauge("muster_workers", "Workers that gave a sign of life in the last minute")
PARKED = Gauge("muster_parked", "Arrivals, messages and jobs that wait for the operator", ["kind"])
FAILURES = Gauge("muster_source_failures", "How often a source failed since it worked last", ["source"])
SILENCE = Gauge("muster_source_silence_seconds", "How long ago a source that is asked worked last", ["source"])
