"""The matter whose life is measured."""
