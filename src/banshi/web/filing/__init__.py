"""填报: my unit, my cases, forms, materials, moves, papers."""
