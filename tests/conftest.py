"""What all tests share: hypothesis tries the same examples on every machine, and no clock decides."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "kaoping",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
settings.load_profile("kaoping")
