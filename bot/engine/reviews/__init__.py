"""Looking back: the weekly digest and `health`, each made of small signs that look at one thing."""
