"""The two judgements: what a message means (`reading`), and which earlier message it answers (`linking`)."""
