"""A generated vault in which every kind of mistake of the catalogue is sown, and nothing else is wrong."""
