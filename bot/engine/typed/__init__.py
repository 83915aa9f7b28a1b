"""What people type, understood strictly: amounts, hours, days, periods, terms, briefs. Nothing is guessed."""
