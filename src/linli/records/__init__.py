"""What a committee keeps of households and residents, field by field with basis and purpose, and the Excel files it comes from."""
