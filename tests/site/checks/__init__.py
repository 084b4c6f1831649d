"""What is tested on pages in a browser; every check gives a list of findings, empty where all is well."""
