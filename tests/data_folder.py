"""Before Django reads its settings: tests live in a data folder of their own. Loaded by `-p`, which is early enough."""

import os
import tempfile

os.environ["LINLI_DATA"] = tempfile.mkdtemp(prefix="linli-test-")
os.environ.pop("LINLI_SMTP_HOST", None)
