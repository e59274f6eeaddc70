"""What a wheel holds beside the code: its translations, compiled, how it is served (script/server), and what it depends on."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class Along(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        runpy.run_path(str(root / "src/linli/base/catalogues.py"), run_name="__main__")
        if version == "standard":  # an editable one runs in the tree, where both are
            build_data["force_include"][str(root / "script/server")] = "linli/site/server"


class Dependencies(MetadataHookInterface):
    def update(self, metadata: dict[str, Any]) -> None:
        lines = (Path(self.root) / "requirements/app.in").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line for line in lines if line and not line.startswith(("#", "-"))]
