"""The only callers of the ports: each service carries one journey from its event to its effect."""
