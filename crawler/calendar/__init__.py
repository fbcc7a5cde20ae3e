"""The calendar of rounds (评估日历): when rounds open and close, which region is due, what is held back."""
