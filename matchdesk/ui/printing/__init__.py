"""Print: badges, agendas and table signs."""
