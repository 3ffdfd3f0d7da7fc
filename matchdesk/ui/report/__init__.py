"""The Report screen: every figure, and the rows behind it."""
