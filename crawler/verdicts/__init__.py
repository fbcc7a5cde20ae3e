"""From records to verdicts and observations (判定与归集), of one region."""
