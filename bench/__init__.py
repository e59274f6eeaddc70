"""Benchmarks print figures and assert nothing about time. `script/bench` runs all, `script/bench NAME` one."""
