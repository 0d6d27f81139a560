"""What is kept from a model, by a stand-in or a code or quite, and put back into its answer."""
