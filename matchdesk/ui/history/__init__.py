"""The History screen: who changed what, when, from what to what; each can be taken back."""
