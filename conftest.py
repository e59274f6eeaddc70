"""What every test may use."""

pytest_plugins = ["tests.cast", "tests.visitors", "tests.browser", "tests.fence"]
