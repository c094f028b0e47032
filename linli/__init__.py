"""linli (邻里): the open platform with which a community solves the problems that block it."""
