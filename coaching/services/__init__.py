"""The verbs that touch several tables: keyword-only, atomic, the actor as `by`. Only here are the rules asked to decide."""
