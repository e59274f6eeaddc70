"""Forms that offices ask for: the register, their templates, filling once, what was handed over."""
