"""Lists of records, each opening into its form: what the pages of setting up share."""
