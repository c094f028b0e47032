"""The processes of a running linli: web and worker, and the one that keeps them going."""
