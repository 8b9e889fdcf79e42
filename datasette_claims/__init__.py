"""The open-source claims desk: who said what about which claim, when, in which words and through whom."""
