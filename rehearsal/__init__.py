"""The README and the operators' pages, followed by a machine that has nothing: `script/rehearse [12|13]`. Python's own library alone."""
