"""The People screen: participants, organisations, delegations, partnerships."""
