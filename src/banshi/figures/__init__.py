"""What adds up: numbers kept while cases move, totals that equal the rows, who has reported and who has not, exports."""
