"""Events out: what happened here, told to other programs as CloudEvents by signed webhooks."""
