"""The closed vocabulary of components. Pages are built of these and of nothing else.

Small marks that stand in every row of a list are made by Python, larger ones by a template: a
template costs about twenty times as much, which a list of a hundred rows would feel.
"""
