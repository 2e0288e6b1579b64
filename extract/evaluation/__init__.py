"""How well a plan is read, held against a careful reading of it (its "gold"): `kehoach evaluate`."""
