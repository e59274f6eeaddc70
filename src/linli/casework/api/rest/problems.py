"""The answers that are no success, alike for every operation."""

from . import shapes

PROBLEMS = dict.fromkeys((400, 403, 404, 409, 413, 422, 429), shapes.Problem)
