"""Before Django reads its settings: tests live in a data folder of their own."""

import os
import tempfile

os.environ["LINLI_DATA"] = tempfile.mkdtemp(prefix="linli-test-")
os.environ.pop("LINLI_SMTP_HOST", None)

pytest_plugins = ["tests.cast", "tests.visitors", "tests.fence"]
