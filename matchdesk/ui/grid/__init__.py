"""The meeting grid: tables × slots and participants × slots, edited by hand or planned."""
