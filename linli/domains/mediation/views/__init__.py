"""The pages of mediation: lists and figures, one dispute, the register of mediators."""
