"""Files as committees keep them: read row by row, compared with the records, and taken in when everything is decided."""
