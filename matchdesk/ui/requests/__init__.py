"""The Requests screen: who asks whom, answered and weighed; and who else would fit."""
